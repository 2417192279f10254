import type { AuditCheck, AuditedFlow, Finding } from './check.ts';
import { AUDIT_CHECKS } from './checks.ts';
import { gradeOf, type Grade } from './grade.ts';

export interface CheckFinding extends Finding {
  readonly check: AuditCheck;
}

/** What was looked at of a flow, what is to mend first. Checks that do not apply are left out. */
export function findingsOf(flow: AuditedFlow): readonly CheckFinding[] {
  return AUDIT_CHECKS.filter(({ of = flow.runs }) => of === flow.runs)
    .flatMap((check) => {
      const found = check.look(flow);
      return found ? [{ check, ...found }] : [];
    })
    .toSorted((one, other) => Number(one.ok) - Number(other.ok));
}

export const gradeOfFindings = (findings: readonly CheckFinding[]): Grade =>
  gradeOf(findings.filter(({ ok }) => !ok).map(({ check }) => check));
