//! Two lists that should be the same, paired so that what is missing or added on one side shifts nothing else.

type Pair<'l, A, B> = (Option<&'l A>, Option<&'l B>);

/// Pairs the lists in order with as many same pairs as possible; what stands between two same pairs is paired one by
/// one, and what is left over stands alone.
pub fn align<'l, A, B>(left: &'l [A], right: &'l [B], same: impl Fn(&A, &B) -> bool) -> Vec<Pair<'l, A, B>> {
    let before = left.iter().zip(right).take_while(|(a, b)| same(a, b)).count();
    let (head_left, left) = left.split_at(before);
    let (head_right, right) = right.split_at(before);
    let after = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (left, tail_left) = left.split_at(left.len() - after);
    let (right, tail_right) = right.split_at(right.len() - after);
    let mut pairs = one_by_one(head_left, head_right);
    pairs.extend(middle(left, right, same));
    pairs.extend(one_by_one(tail_left, tail_right));
    pairs
}

fn one_by_one<'l, A, B>(left: &'l [A], right: &'l [B]) -> Vec<Pair<'l, A, B>> {
    (0..left.len().max(right.len())).map(|at| (left.get(at), right.get(at))).collect()
}

/// The longest common subsequence, by the table of its lengths from each pair of positions on.
fn middle<'l, A, B>(left: &'l [A], right: &'l [B], same: impl Fn(&A, &B) -> bool) -> Vec<Pair<'l, A, B>> {
    let width = right.len() + 1;
    let mut common = vec![0_u32; (left.len() + 1) * width];
    for l in (0..left.len()).rev() {
        for r in (0..right.len()).rev() {
            common[l * width + r] = match same(&left[l], &right[r]) {
                true => common[(l + 1) * width + r + 1] + 1,
                false => common[(l + 1) * width + r].max(common[l * width + r + 1]),
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut l, mut r) = (0, 0);
    let (mut from_l, mut from_r) = (0, 0);
    while l < left.len() && r < right.len() {
        if same(&left[l], &right[r]) {
            pairs.extend(one_by_one(&left[from_l..l], &right[from_r..r]));
            pairs.push((Some(&left[l]), Some(&right[r])));
            (l, r) = (l + 1, r + 1);
            (from_l, from_r) = (l, r);
        } else if common[(l + 1) * width + r] >= common[l * width + r + 1] {
            l += 1;
        } else {
            r += 1;
        }
    }
    pairs.extend(one_by_one(&left[from_l..], &right[from_r..]));
    pairs
}

#[cfg(test)]
mod tests {
    use super::align;

    fn written(left: &str, right: &str) -> String {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let (left, right) = (letters(left), letters(right));
        let word = |letter: Option<&char>| letter.copied().unwrap_or('.');
        align(&left, &right, |a, b| a == b).into_iter().flat_map(|(a, b)| [word(a), word(b), ' ']).collect()
    }

    #[test]
    fn what_is_missing_shifts_nothing_else() {
        assert_eq!(written("abc", "abc"), "aa bb cc ");
        assert_eq!(written("abca", "bca"), "a. bb cc aa ");
        assert_eq!(written("abca", "abcca"), "aa bb cc .c aa ");
        assert_eq!(written("axb", "ayb"), "aa xy bb ");
        assert_eq!(written("abxcd", "cd"), "a. b. x. cc dd ");
        assert_eq!(written("", "a"), ".a ");
    }
}
