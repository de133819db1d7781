import type { Claim } from "../host/types";

/** The thirteen facets in the order of a dossier. */
const FACETS = ["identity", "places", "rhythm", "household", "relationships", "money", "health", "beliefs", "interests", "work", "devices", "segments", "credit"];

export type Facet = { id: string; number: number; claims: Claim[] };

/** Sensitive in law or dangerous: folded until asked for. */
export const isSensitive = (claim: Claim): boolean => claim.tier === "T3" || claim.tier === "T4";

/** Only facets with claims, numbered from one; a facet this page does not know comes last. */
export function byFacet(claims: Claim[]): Facet[] {
  const ids = [...new Set([...FACETS, ...claims.map((claim) => claim.facet)])];
  return ids
    .map((id) => ({ id, claims: claims.filter((claim) => claim.facet === id) }))
    .filter((facet) => facet.claims.length > 0)
    .map((facet, i) => ({ ...facet, number: i + 1 }));
}

/** Identity of a claim: its id and value. */
export const keyOf = (claim: Claim): string => `${claim.id}\u0000${claim.value}`;
