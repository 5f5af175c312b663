//! From published and constructed tkr to öre: every amount is a little off its whole tkr, chained so that sums over
//! many units stay close to the sum of the tkr while the single units round differently.

use std::collections::BTreeMap;

use super::chance::between;
use super::sources::Cell;

const ORE_PER_TKR: i64 = 100_000;
/// How far a sum may stand from its whole tkr, in öre.
const NEAR: i64 = 2_000;
/// How far a running sum may stand from its whole tkr on the way, in öre.
const WIDE: i64 = 22_000;

/// An amount close to a whole tkr: zero stays zero.
pub fn near(key: &str, tkr: i64) -> i64 {
    if tkr == 0 { 0 } else { tkr * ORE_PER_TKR + between(key, -NEAR, NEAR) }
}

/// The öre of every cell in one amount column, in the cells' order. Within a chain each offset is the difference of
/// two bounded numbers, so that the chain's sum is the last one: near a whole tkr.
pub fn chained(cells: &[Cell], column: usize, chain_of: impl Fn(&Cell) -> String) -> Vec<i64> {
    let mut last_of: BTreeMap<String, usize> = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate() {
        if cell.amounts[column] != 0 {
            last_of.insert(chain_of(cell), index);
        }
    }
    let mut standing: BTreeMap<String, i64> = BTreeMap::new();
    let mut ore = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        if cell.amounts[column] == 0 {
            ore.push(0);
            continue;
        }
        let chain = chain_of(cell);
        let reach = if last_of.get(&chain) == Some(&index) { NEAR } else { WIDE };
        let next = between(&format!("öre/{column}/{}/{}", cell.unit, cell.account), -reach, reach);
        let before = standing.insert(chain, next).unwrap_or(0);
        ore.push(cell.amounts[column] * ORE_PER_TKR + next - before);
    }
    ore
}
