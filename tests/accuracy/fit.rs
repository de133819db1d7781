//! Weights fitted anew: ridge logistic regression over the most telling measures, strength chosen and probabilities recalibrated by
//! cross-validation inside the given households only. The same steps as those that fitted data/calibration/household.tsv, so that a
//! fold left out is judged by weights that never saw it.

use crate::score::{auc, mean};
use std::fmt::Write as _;

/// Measures kept besides habits.
const TOP: usize = 150;
/// Households that must have bought a thing for it to be weighed.
const SUPPORT: usize = 12;
const STRENGTHS: [f64; 4] = [0.0003, 0.001, 0.003, 0.01];
const FOLDS: usize = 5;

/// What weights are fitted on: a row a household, a column a measure.
pub struct Panel {
    /// Kind and name of each column.
    pub names: Vec<(&'static str, String)>,
    /// By column.
    pub columns: Vec<Vec<f64>>,
}

/// One fitted question.
struct Model {
    kept: Vec<usize>,
    centre: Vec<f64>,
    slopes: Vec<f64>,
    intercept: f64,
}

/// Weights for one question in the columns of household.tsv, fitted on these rows.
pub fn weights(panel: &Panel, id: &str, rows: &[usize], answers: &[bool]) -> String {
    let usable: Vec<usize> = (0..panel.names.len())
        .filter(|c| panel.names[*c].0 == "behaviour" || rows.iter().filter(|r| panel.columns[*c][**r] > 0.0).count() >= SUPPORT)
        .collect();
    let all: Vec<usize> = (0..rows.len()).collect();
    let tried = STRENGTHS.map(|c| {
        let mut out = vec![0.0; rows.len()];
        for fold in 0..FOLDS {
            let (test, train): (Vec<usize>, Vec<usize>) = all.iter().partition(|i| folded(answers, **i) == fold);
            let model = fit(panel, &usable, rows, answers, &train, c);
            test.iter().for_each(|i| out[*i] = model.logit(panel, rows[*i]));
        }
        let area = auc(&out.iter().copied().zip(answers.iter().copied()).collect::<Vec<_>>()).unwrap_or(0.5);
        (area, c, out)
    });
    let (_, strength, out) = tried.into_iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1))).unwrap();
    let (shift, slope) = recalibrated(&out, answers);
    let model = fit(panel, &usable, rows, answers, &all, strength);
    let base = mean(answers.iter().map(|a| f64::from(u8::from(*a))));
    let mut tsv = format!("{id}\tintercept\t\t{}\t{base}\t\t{}\n", shift + slope * model.intercept, rows.len());
    for ((column, slope_of), centre) in model.kept.iter().zip(&model.slopes).zip(&model.centre) {
        let (kind, name) = &panel.names[*column];
        let _ = writeln!(tsv, "{id}\t{kind}\t{name}\t{}\t{centre}\t\t", slope * slope_of);
    }
    tsv
}

/// Which fold a household is in: answers are dealt out evenly.
fn folded(answers: &[bool], at: usize) -> usize {
    answers[..at].iter().filter(|a| **a == answers[at]).count() % FOLDS
}

impl Model {
    fn logit(&self, panel: &Panel, row: usize) -> f64 {
        let terms = self.kept.iter().zip(&self.slopes).zip(&self.centre);
        self.intercept + terms.map(|((c, slope), centre)| slope * (panel.columns[*c][row] - centre)).sum::<f64>()
    }
}

/// Fits on `train`, which are places in `rows`.
fn fit(panel: &Panel, usable: &[usize], rows: &[usize], answers: &[bool], train: &[usize], strength: f64) -> Model {
    let y: Vec<f64> = train.iter().map(|i| f64::from(u8::from(answers[*i]))).collect();
    let column = |c: usize| train.iter().map(|i| panel.columns[c][rows[*i]]).collect::<Vec<f64>>();
    let mut ranked: Vec<(f64, usize)> = usable
        .iter()
        .map(|c| if panel.names[*c].0 == "behaviour" { (f64::INFINITY, *c) } else { (telling(&column(*c), &y), *c) })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let habits = ranked.iter().filter(|r| r.0.is_infinite()).count();
    let kept: Vec<usize> = ranked.into_iter().take(TOP + habits).map(|r| r.1).collect();
    let mut centre = Vec::new();
    let mut spread = Vec::new();
    let standard: Vec<Vec<f64>> = kept
        .iter()
        .map(|c| {
            let x = column(*c);
            let m = mean(x.iter().copied());
            let s = mean(x.iter().map(|v| (v - m).powi(2))).sqrt() + 1e-9;
            centre.push(m);
            spread.push(s);
            x.into_iter().map(|v| (v - m) / s).collect()
        })
        .collect();
    let (intercept, slopes) = ridge(&standard, &y, 1.0 / strength);
    let slopes = slopes.iter().zip(&spread).map(|(b, s)| b / s).collect();
    Model { kept, centre, slopes, intercept }
}

/// |z| of a measure's slope when it stands alone.
fn telling(x: &[f64], y: &[f64]) -> f64 {
    let m = mean(x.iter().copied());
    let base = mean(y.iter().copied()).clamp(1e-6, 1.0 - 1e-6);
    let (mut a, mut b) = ((base / (1.0 - base)).ln(), 0.0);
    let mut error = f64::INFINITY;
    for _ in 0..10 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, -0.5 * b, 1e-9, 0.0, 0.5);
        for (x, y) in x.iter().zip(y) {
            let c = x - m;
            let p = 1.0 / (1.0 + (-(a + c * b).clamp(-30.0, 30.0)).exp());
            let w = p * (1.0 - p);
            g0 += y - p;
            g1 += (y - p) * c;
            h00 += w;
            h01 += w * c;
            h11 += w * c * c;
        }
        let det = h00 * h11 - h01 * h01;
        a += (h11 * g0 - h01 * g1) / det;
        b += (h00 * g1 - h01 * g0) / det;
        error = (h00 / det).sqrt();
    }
    (b / error).abs()
}

/// Logistic regression with the sum of squared slopes held down by `penalty` / 2; the intercept is free. Newton's steps.
fn ridge(columns: &[Vec<f64>], y: &[f64], penalty: f64) -> (f64, Vec<f64>) {
    let k = columns.len() + 1;
    let mut beta = vec![0.0; k];
    for _ in 0..25 {
        let p: Vec<f64> = (0..y.len())
            .map(|i| {
                let z = beta[0] + columns.iter().zip(&beta[1..]).map(|(c, b)| c[i] * b).sum::<f64>();
                1.0 / (1.0 + (-z).exp())
            })
            .collect();
        let w: Vec<f64> = p.iter().map(|p| p * (1.0 - p)).collect();
        let at = |c: usize, i: usize| if c == 0 { 1.0 } else { columns[c - 1][i] };
        let mut gradient = vec![0.0; k];
        let mut hessian = vec![vec![0.0; k]; k];
        for a in 0..k {
            let held = if a == 0 { 0.0 } else { penalty };
            gradient[a] = (0..y.len()).map(|i| (y[i] - p[i]) * at(a, i)).sum::<f64>() - held * beta[a];
            let weighed: Vec<f64> = (0..y.len()).map(|i| w[i] * at(a, i)).collect();
            for b in 0..=a {
                hessian[a][b] = if b == 0 { weighed.iter().sum() } else { weighed.iter().zip(&columns[b - 1]).map(|(u, v)| u * v).sum() };
            }
            hessian[a][a] += held + 1e-9;
        }
        let step = solve(hessian, gradient);
        let far = step.iter().map(|s| s.abs()).fold(0.0, f64::max);
        beta.iter_mut().zip(step).for_each(|(b, s)| *b += s);
        if far < 1e-8 {
            break;
        }
    }
    (beta[0], beta[1..].to_vec())
}

/// Solves a symmetric positive system given by its lower half (Cholesky).
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            a[i][j] = if i == j { (a[i][i] - dot).max(1e-12).sqrt() } else { (a[i][j] - dot) / a[j][j] };
        }
    }
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - dot) / a[i][i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| a[k][i] * b[k]).sum();
        b[i] = (b[i] - dot) / a[i][i];
    }
    b
}

/// Intercept and slope that set out-of-fold logits right (Platt), the slope between 0.2 and 3.
fn recalibrated(logits: &[f64], answers: &[bool]) -> (f64, f64) {
    let y: Vec<f64> = answers.iter().map(|a| f64::from(u8::from(*a))).collect();
    let (shift, slope) = ridge(&[logits.to_vec()], &y, 1e-3);
    (shift, slope[0].clamp(0.2, 3.0))
}
