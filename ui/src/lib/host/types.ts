/**
 * The words that pass between the page and the engine. They are declared once, in the engine
 * (`src-tauri/engine/src/report/{wire,window}.rs`), and generated into `bindings/` by its tests.
 */
import type { Claim } from "./bindings/Claim";

export type { Action } from "./bindings/Action";
export type { Archive as ArchiveReport } from "./bindings/Archive";
export type { Attempt } from "./bindings/Attempt";
export type { Claim } from "./bindings/Claim";
export type { Dimension } from "./bindings/Dimension";
export type { Drag } from "./bindings/Drag";
export type { Estimate } from "./bindings/Estimate";
export type { Failure } from "./bindings/Failure";
export type { Judged } from "./bindings/Judged";
export type { Left } from "./bindings/Left";
export type { Label } from "./bindings/Label";
export type { LockedBy } from "./bindings/LockedBy";
export type { GuideInfo } from "./bindings/GuideInfo";
export type { News } from "./bindings/News";
export type { Field } from "./bindings/Field";
export type { File as FileReport } from "./bindings/File";
export type { NotFound } from "./bindings/NotFound";
export type { Mechanism } from "./bindings/Mechanism";
export type { Observer } from "./bindings/Observer";
export type { Opened } from "./bindings/Opened";
export type { Origin } from "./bindings/Origin";
export type { PageWay } from "./bindings/PageWay";
export type { Known } from "./bindings/Known";
export type { OwnerOpen } from "./bindings/OwnerOpen";
export type { People } from "./bindings/People";
export type { Spelling } from "./bindings/Spelling";
export type { Persona } from "./bindings/Persona";
export type { Place } from "./bindings/Place";
export type { Problem } from "./bindings/Problem";
export type { Progress } from "./bindings/Progress";
export type { Proof } from "./bindings/Proof";
export type { QueueFile } from "./bindings/QueueFile";
export type { QueueItem } from "./bindings/QueueItem";
export type { Receipt } from "./bindings/Receipt";
export type { Report } from "./bindings/Report";
export type { Role } from "./bindings/Role";
export type { Row } from "./bindings/Row";
export type { Rows } from "./bindings/Rows";
export type { Said } from "./bindings/Said";
export type { Score } from "./bindings/Score";
export type { ScoreRow } from "./bindings/ScoreRow";
export type { Start } from "./bindings/Start";
export type { Step } from "./bindings/Step";
export type { Table } from "./bindings/Table";
export type { TableWords } from "./bindings/TableWords";
export type { Tally } from "./bindings/Tally";
export type { Total } from "./bindings/Total";
export type { Wiped } from "./bindings/Wiped";
export type { Witness } from "./bindings/Witness";

export type Level = Claim["level"];
export type Kind = Claim["kind"];
export type Tier = Claim["tier"];
