import type { Claim, Step } from "../host/types";

/** One step on the way from the prior to p; index as the host's `rows` wants it. */
export type Rung = { index: number; mark: string; step: Step; from: number; to: number };

const logit = (p: number) => Math.log(p / (1 - p));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Replays the steps: weights are added in log-odds, evidence first, then what speaks against it. */
export function climb({ evidence }: Claim): Rung[] {
  const steps = [
    ...evidence.steps.map((step, i) => ({ step, index: i, mark: String(i + 1) })),
    ...evidence.counter.map((step, i) => ({ step, index: -1 - i, mark: "−" })),
  ];
  let odds = logit(Math.min(0.999, Math.max(0.001, evidence.prior)));
  return steps.map(({ step, index, mark }) => {
    const from = logistic(odds);
    odds += step.weight;
    return { index, mark, step, from, to: logistic(odds) };
  });
}
