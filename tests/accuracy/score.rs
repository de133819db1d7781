//! How good probabilities are: ranking, error, calibration, each with an interval where one is asked for.

/// What was said with which probability, and whether it is so.
pub type Said = (f64, bool);

/// The area under the ROC curve, ties at half; `None` without both answers.
pub fn auc(said: &[Said]) -> Option<f64> {
    let mut sorted: Vec<Said> = said.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (yes, no) = (said.iter().filter(|s| s.1).count() as f64, said.iter().filter(|s| !s.1).count() as f64);
    if yes == 0.0 || no == 0.0 {
        return None;
    }
    let (mut ranks, mut start) = (0.0, 0);
    for equal in sorted.chunk_by(|a, b| a.0 == b.0) {
        let middle = start as f64 + (equal.len() as f64 + 1.0) / 2.0;
        ranks += middle * equal.iter().filter(|s| s.1).count() as f64;
        start += equal.len();
    }
    Some((ranks - yes * (yes + 1.0) / 2.0) / (yes * no))
}

/// Mean squared error.
pub fn brier(said: &[Said]) -> f64 {
    mean(said.iter().map(|(p, is)| (p - f64::from(u8::from(*is))).powi(2)))
}

/// How much of the error of always saying the base rate is saved; below 0 it is worse.
pub fn skill(said: &[Said]) -> f64 {
    let base = mean(said.iter().map(|s| f64::from(u8::from(s.1))));
    1.0 - brier(said) / (base * (1.0 - base))
}

/// Expected calibration error over ten bins of equal width.
pub fn calibration_error(said: &[Said]) -> f64 {
    let bin = |p: f64| ((p * 10.0) as usize).min(9);
    let error = |b: usize| {
        let here: Vec<&Said> = said.iter().filter(|s| bin(s.0) == b).collect();
        let gap = mean(here.iter().map(|s| s.0 - f64::from(u8::from(s.1)))).abs();
        if here.is_empty() { 0.0 } else { gap * here.len() as f64 / said.len() as f64 }
    };
    (0..10).map(error).sum()
}

/// How many were said at least this surely, and how many of them are right.
pub fn right_from(said: &[Said], from: f64) -> (usize, usize) {
    let sure = said.iter().filter(|s| s.0 >= from);
    (sure.clone().count(), sure.filter(|s| s.1).count())
}

/// The 95 % interval of the area by drawing again, a thousand times from a fixed seed.
pub fn auc_interval(said: &[Said]) -> (f64, f64) {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    };
    let mut drawn: Vec<f64> = (0..1000).filter_map(|_| auc(&(0..said.len()).map(|_| said[next(said.len())]).collect::<Vec<_>>())).collect();
    drawn.sort_by(f64::total_cmp);
    let at = |share: f64| drawn.get((drawn.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    (at(0.025), at(0.975))
}

/// The 95 % interval of a share (Wilson).
pub fn share_interval(hits: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, p, z) = (of as f64, hits as f64 / of as f64, 1.959_964);
    let centre = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    ((centre - spread) / (1.0 + z * z / n), (centre + spread) / (1.0 + z * z / n))
}

/// The mean; 0 of nothing.
pub fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0), |(s, n), v| (s + v, n + 1));
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}
