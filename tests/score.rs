//! The measures that ACCURACY.md is made of, held against numbers worked out by hand.

#[path = "accuracy/score.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the measurement itself")]
mod measures;

use measures::*;

#[test]
fn the_area_is_that_of_pairs_in_order() {
    let said = [(0.9, true), (0.8, false), (0.7, true), (0.1, false)];
    assert_eq!(auc(&said), Some(0.75));
    assert_eq!(auc(&[(0.5, true), (0.5, false)]), Some(0.5));
    assert_eq!(auc(&[(0.5, true)]), None);
    let (low, high) = auc_interval(&said.repeat(25));
    assert!(low < 0.75 && 0.75 < high);
}

#[test]
fn errors_are_those_of_what_was_said() {
    let said = [(0.75, true), (0.75, true), (0.75, true), (0.75, false)];
    assert!(calibration_error(&said).abs() < 1e-12);
    assert!((brier(&said) - 0.1875).abs() < 1e-12 && skill(&said).abs() < 1e-12);
    assert!((calibration_error(&[(0.9, false)]) - 0.9).abs() < 1e-12);
    assert_eq!(right_from(&said, 0.7), (4, 3));
    assert_eq!(right_from(&said, 0.76), (0, 0));
}

#[test]
fn a_share_of_few_is_wide() {
    let (low, high) = share_interval(3, 3);
    assert!((low - 0.438).abs() < 0.001 && high > 0.999);
    assert_eq!(share_interval(0, 0), (0.0, 1.0));
}
