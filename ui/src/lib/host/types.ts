/** The words that pass between the page and the engine: one file, so that generated types can take its place. */

/** A sentence in every language of the product. */
export type Said = { en: string; "zh-CN": string };
/** Where a row came from; spot is `L26` (line), `S0R18` (sheet, row) or `F` (the file as a whole). */
export type Origin = { archive: string; file: string; spot: string };
export type Problem = { origin: Origin; code: string; hint: string; count: number; said: Said };
/** sum is a decimal string: money never passes through a float. */
export type Total = { label: string; currency: string; count: number; sum: string };
export type Failure = { code: string; said: Said };
export type FileReport = {
  path: string;
  source: string | null;
  source_name: Said | null;
  variant: string | null;
  why: string | null;
  rows_read: number;
  stored: number;
  known: number;
  skipped: { code: string; count: number }[];
  first: string | null;
  last: string | null;
  parties: number;
  totals_ours: Total[];
  totals_printed: Total[];
  reconciled: "yes" | "no" | "not_printed";
  note: Said | null;
  error: Failure | null;
};
export type ArchiveReport = { id: string; name: string; sha256: string; files: FileReport[]; error: Failure | null };
export type Step = {
  reason: Said;
  size: "trace" | "weak" | "moderate" | "strong" | "near_statement" | "decisive" | "against" | "measured";
  weight: number;
  family: string;
  count: number;
  /** At most 20. */
  origins: Origin[];
};
export type Level = "high" | "medium" | "low";
export type Kind = "declared" | "observed" | "derived" | "explain_only";
export type Tier = "T0" | "T1" | "T2" | "T3" | "T4";
export type Action = {
  id: string;
  title: Said;
  how: Said;
  status: "documented" | "reported" | "unverified";
  checked_on: string;
};
/** Identity of a claim is id and value together. */
export type Claim = {
  id: string;
  facet: string;
  title: Said;
  value: string;
  statement: Said;
  /** The part of the statement to underline; may be empty. */
  emphasis: Said;
  p: number;
  level: Level;
  capped_by: string | null;
  capped_said: Said | null;
  tier: Tier;
  kind: Kind;
  since: string | null;
  exhibit: Said | null;
  evidence: { count: number; families: string[]; prior: number; steps: Step[]; counter: Step[] };
  wrong_when: Said[];
  actions: Action[];
};
export type Estimate = { id: string; p: number; prior: number; coverage: number; label: Said };
export type NotFound = {
  id: string;
  title: Said;
  facet: string;
  because: "no_source" | "period_missing" | "too_few" | "below_threshold" | "explain_only" | "not_visible";
  said: Said;
};
/** points is null where no data speaks to the feature. */
export type ScoreRow = {
  feature: string;
  name: Said;
  bin: Said | null;
  points: number | null;
  max: number;
  reason: Said;
  count: number;
  origins: Origin[];
};
export type Dimension = {
  id: string;
  name: Said;
  max: number;
  low: number;
  mid: number;
  high: number;
  rows: ScoreRow[];
};
/** mid is null below 40 % coverage. */
export type Score = {
  id: string;
  name: Said;
  low: number;
  mid: number | null;
  high: number;
  coverage: number;
  band: string | null;
  min: number;
  max: number;
  bands: { id: string; name: Said; from: number; to: number }[];
  dimensions: Dimension[];
  banner: Said;
  caveats: Said[];
};
export type Observer = {
  id: string;
  name: Said;
  group: "company" | "together";
  /** Names the assumption this view rests on. */
  chip: Said | null;
  sentence: Said | null;
  sees: string[];
  sees_said: Said[];
  rows: number;
  claims: Claim[];
  estimates: Estimate[];
  not_found: NotFound[];
  scores: Score[];
  segments: unknown[];
};
export type Report = {
  schema: "dossier/1";
  today: string;
  archives: ArchiveReport[];
  records: Record<string, number>;
  problems: Problem[];
  /** Id of the observer these files feed most. */
  fed_most: string;
  observers?: Observer[];
};

export type Field = { id: string; name: Said; value: string; masked: string | null };
export type Row = {
  origin: Origin;
  archive_name: string;
  platform: Said;
  when: string | null;
  fields: Field[];
  joined: { origin: Origin; why: Said }[];
};

export type Persona = { id: string; name: Said; about: Said; files: number };
export type SourceInfo = { id: string; platform: string; name: Said; get: Said };
export type Start = {
  version: string;
  personas: Persona[];
  sources: SourceInfo[];
  lock: { enforced: boolean; mechanisms: string[] };
  chinese_font: boolean;
};
export type QueueFile = {
  path: string;
  source: string | null;
  source_name: Said | null;
  variant: string | null;
  why: string | null;
  error: Failure | null;
};
export type QueueItem = {
  key: number;
  name: string;
  bytes: number;
  state: "ready" | "needs_password" | "wrong_password" | "refused" | "unrecognised";
  error: Failure | null;
  /** Where the platform sends the password. */
  hint: Said | null;
  files: QueueFile[];
};
export type Progress = {
  key: number;
  name: string;
  file: string;
  rows: number;
  bytes_done: number;
  bytes_total: number;
};
export type Attempt = {
  id: string;
  what: Said;
  target: string;
  outcome: "blocked" | "reached" | "not_sent";
  by: string | null;
};
/** sockets: open network sockets of the app and its children. */
export type Proof = { enforced: boolean; mechanisms: string[]; attempts: Attempt[]; sockets: number };
