//! Repeatable variation: the same key always gives the same number, in whatever order it is asked. No clock, no
//! state. And the exact splitting of an amount by weights.

/// A number drawn from a key (FNV-1a, then splitmix64).
pub fn draw(key: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in key.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// A number from `low` to `high`, both included.
pub fn between(key: &str, low: i64, high: i64) -> i64 {
    let width = high.abs_diff(low) + 1;
    low + i64::try_from(draw(key) % width).unwrap_or(0)
}

/// Splits an amount by weights, exactly: each part is the difference of two rounded running sums, so no part is a
/// rest that makes the sum come out.
pub fn split(total: i64, weights: &[i64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all == 0 {
        return vec![0; weights.len()];
    }
    let mut before = 0_i128;
    let mut cut = 0_i128;
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        before += i128::from(*weight);
        let next = (i128::from(total) * before).div_euclid(all);
        parts.push(i64::try_from(next - cut).unwrap_or(0));
        cut = next;
    }
    parts
}

/// A weight with up to ten per cent either way.
pub fn shaken(key: &str, weight: i64) -> i64 {
    weight * between(key, 900, 1100)
}
