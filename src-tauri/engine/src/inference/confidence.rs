//! Confidence: the one place where steps become a probability and a word.
//!
//! `logit(p) = logit(prior) + Σ over families (w₁ + w₂/2 + w₃/4 …)`, each weight × 2^(−age / half-life).
//! Sizes and levels: inferences.md §0.3. Caps limit the word, never `p`.

use super::{Draft, Inference, Level, Size, Step};

/// What the steps come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// From 0 to 1.
    pub p: f64,
    /// `None` below 0.35: not shown.
    pub level: Option<Level>,
    /// Why the word is lower than `p` alone would give (catalogue entry `capped.<id>`).
    pub capped_by: Option<&'static str>,
    /// Families that speak for it, sorted.
    pub families: Vec<&'static str>,
    /// What each step adds to ln(p / (1 − p)), at its age and after the halving inside its family: `steps`, then `counter`.
    /// With the prior they add up to `p`.
    pub added: Vec<f64>,
}

/// Below this nothing is said.
pub const SHOWN_FROM: f64 = 0.35;
const MEDIUM_FROM: f64 = 0.60;
const HIGH_FROM: f64 = 0.85;
/// Goods, words, life stages and kinship words are traces of the same kind of thing: alone they never reach the word *high*.
const SOFT_FAMILIES: &[&str] = &["goods", "stage", "words", "kin"];

/// Computes it.
pub fn confidence(draft: &Draft, rule: &Inference) -> Confidence {
    let all: Vec<&Step> = draft.steps.iter().chain(&draft.counter).collect();
    let mut families: Vec<&'static str> = all.iter().map(|s| s.family).collect();
    families.sort_unstable();
    families.dedup();
    let mut added: Vec<f64> = all.iter().map(|s| aged(s, rule.half_life)).collect();
    for family in &families {
        for positive in [true, false] {
            let mut of_family: Vec<(&mut f64, _)> =
                added.iter_mut().zip(&all).filter(|(w, s)| s.family == *family && (**w > 0.0) == positive).collect();
            of_family.sort_by(|(a, _), (b, _)| b.abs().total_cmp(&a.abs()));
            of_family.into_iter().zip(0..).for_each(|((w, _), i)| *w *= 0.5_f64.powi(i));
        }
    }
    let logit = logit(draft.prior) + added.iter().sum::<f64>();
    families.retain(|f| draft.steps.iter().any(|s| s.family == *f && s.size.weight() > 0.0));
    let p = 1.0 / (1.0 + (-logit).exp());
    let decisive = draft.steps.iter().any(|s| s.size == Size::Decisive);
    let plain = match p {
        p if p >= HIGH_FROM => Some(Level::High),
        p if p >= MEDIUM_FROM => Some(Level::Medium),
        p if p >= SHOWN_FROM => Some(Level::Low),
        _ => None,
    };
    let mut level = plain;
    let mut capped_by = None;
    let mut cap = |at: Level, why: &'static str| {
        if level.is_some_and(|l| l > at) {
            level = Some(at);
            capped_by = Some(why);
        }
    };
    if !decisive && families.len() < 2 {
        cap(Level::Medium, "one_family");
    }
    if !decisive && families.iter().all(|f| SOFT_FAMILIES.contains(f)) {
        cap(Level::Medium, "goods_alone");
    }
    if let Some((at, why)) = rule.cap {
        cap(at, why);
    }
    Confidence { p, level, capped_by, families, added }
}

/// A step's weight at its age.
fn aged(step: &Step, half_life: Option<u32>) -> f64 {
    let decay = half_life.map_or(1.0, |h| 0.5_f64.powf(f64::from(step.age) / f64::from(h.max(1))));
    step.size.weight() * decay
}

/// ln(p / (1 − p)), kept finite.
pub fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

/// Lower bound of the 95 % Wilson interval of a share: three of three is not "always".
pub fn wilson_lower(hits: u64, of: u64) -> f64 {
    if of == 0 {
        return 0.0;
    }
    let (n, z) = (of as f64, 1.959_964);
    let share = hits as f64 / n;
    let centre = share + z * z / (2.0 * n);
    let spread = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    ((centre - spread) / (1.0 + z * z / n)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::super::{ClaimKind, Facet, Finding, Tier};
    use super::*;
    use crate::phrase::Phrase;

    fn rule() -> Inference {
        Inference {
            id: "pet_owner",
            facet: Facet::Household,
            tier: Tier::T0,
            kind: ClaimKind::Derived,
            needs: &[],
            feeds: &[],
            half_life: None,
            cap: None,
            wrong_when: &[],
            actions: &[],
            infer: |_| Finding::Claims(Vec::new()),
        }
    }

    fn draft(steps: Vec<(Size, &'static str)>) -> Draft {
        let steps = steps.into_iter().map(|(size, family)| Step::new(Phrase::new("x"), size, family, vec![0])).collect();
        Draft {
            value: String::new(),
            statement: Phrase::new("x"),
            emphasis: "",
            prior: 0.2,
            steps,
            counter: Vec::new(),
            since: None,
            exhibit: None,
        }
    }

    /// The worked example of inferences.md §0.3.
    #[test]
    fn the_worked_example_comes_out() {
        let food = [(Size::Moderate, "goods"); 3];
        let both = confidence(&draft([food.to_vec(), vec![(Size::NearStatement, "merchant")]].concat()), &rule());
        assert_eq!((format!("{:.2}", both.p), both.level), ("0.96".into(), Some(Level::High)));
        let alone = confidence(&draft(food.to_vec()), &rule());
        assert_eq!((format!("{:.2}", alone.p), alone.level), ("0.56".into(), Some(Level::Low)));
    }

    #[test]
    fn one_family_is_never_high_unless_decisive() {
        let one = confidence(&draft(vec![(Size::NearStatement, "merchant"), (Size::NearStatement, "merchant")]), &rule());
        assert!(one.p > 0.9);
        assert_eq!((one.level, one.capped_by), (Some(Level::Medium), Some("one_family")));
        assert_eq!(confidence(&draft(vec![(Size::Decisive, "profile")]), &rule()).level, Some(Level::High));
    }

    #[test]
    fn counter_evidence_lowers_and_age_fades() {
        let mut d = draft(vec![(Size::Strong, "goods")]);
        let before = confidence(&d, &rule()).p;
        d.counter.push(Step::new(Phrase::new("x"), Size::Against(&Size::Moderate), "place", vec![1]));
        assert!(confidence(&d, &rule()).p < before);
        let fading = Inference { half_life: Some(100), ..rule() };
        let mut old = draft(vec![(Size::Strong, "goods")]);
        old.steps[0].age = 400;
        assert!(confidence(&old, &fading).p < before);
    }

    #[test]
    fn three_of_three_is_not_certainty() {
        assert!((wilson_lower(3, 3) - 0.438).abs() < 0.001);
        assert!((wilson_lower(80, 100) - 0.711).abs() < 0.001);
        assert_eq!(wilson_lower(0, 0), 0.0);
    }
}
