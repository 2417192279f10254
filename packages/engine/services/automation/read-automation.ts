import { own } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import { flowStateSchema } from '@millrace/core/rows';
import { defineVerb, id, instant, type Context, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Graph } from '@millrace/flow';
import { templates } from '@millrace/templates';
import { z } from 'zod';
import type { AuditCheck } from './audit/check.ts';
import { findingsOf, gradeOfFindings, type CheckFinding } from './audit/findings.ts';
import { GRADE_RULE } from './audit/grade.ts';
import { flowsToAudit, type FlowToAudit } from './audit/read-flows.ts';
import { drawnTriggers } from '../rehearsal/drawn-triggers.ts';
import { forYourStore } from './for-your-store.ts';
import { maturityOf, type RunningFlow } from './maturity.ts';
import { auditedOutside, namesByOccasion, outsideFlows, type OutsideFlow } from './outside/read-outside.ts';
import { fitSchema } from './shapes.ts';

const levelSchema = z.int().min(1).max(5);
const gradeSchema = z.enum(['A', 'B', 'C', 'D', 'E']);
const findingFields = {
  check: z.string(),
  title: z.string(),
  ok: z.boolean(),
  sentence: z.string().describe('The evidence'),
  why: z.string().describe('Why it counts'),
  weight: z.enum(['serious', 'minor']),
};

export const automationSchema = z
  .strictObject({
    currency: z.string(),
    level: levelSchema.describe('Level of automation of the store, 1 (by hand) to 5 (decides and learns)'),
    levels: z.array(
      z.strictObject({
        level: levelSchema,
        name: z.string(),
        sentence: z.string().describe('What a store at this level does'),
        reached: z.boolean(),
        requirements: z.array(
          z.strictObject({
            sentence: z.string(),
            met: z.boolean(),
            have: z.string().describe('How far it has come'),
          }),
        ),
      }),
    ),
    next: z
      .strictObject({ title: z.string(), fit: fitSchema })
      .nullable()
      .describe('The next best flow of the gallery; null when none is ready'),
    unreadable: z.int().describe('Flows whose steps cannot be read, which are left out'),
    gradeRule: z.string().describe('How a grade follows from what is to mend'),
    flows: z
      .array(
        z.strictObject({
          id,
          name: z.string(),
          state: flowStateSchema,
          level: levelSchema,
          grade: gradeSchema,
          findings: z
            .array(z.strictObject({ ...findingFields, href: z.string().describe('Where it can be mended') }))
            .describe('What was looked at, what is to mend first; checks that do not apply are left out'),
        }),
      )
      .describe('Every live or paused flow with its audit, the worst grade first; 200 at most'),
    elsewhere: z
      .array(
        z.strictObject({
          id,
          name: z.string(),
          system: z.string().describe('The system it runs in'),
          isConnected: z
            .boolean()
            .describe('Whether a connection keeps it up to date; otherwise it is from a file'),
          readAt: instant,
          level: levelSchema.nullable(),
          grade: gradeSchema.nullable().describe('Null when nothing can be said of it'),
          problem: z.string().nullable().describe('Why it cannot be read'),
          leftOut: z
            .array(z.strictObject({ step: z.string(), why: z.string() }))
            .describe('Parts of it that were not looked at'),
          findings: z.array(z.strictObject(findingFields)),
        }),
      )
      .describe('Flows that run in other systems with their audit, the worst grade first; 300 at most'),
  })
  .meta({ id: 'Automation' });
export type AutomationView = Shape<typeof automationSchema>;

/** How far the automation of the store has come, the audit of what runs, and what comes next. */
export const readAutomation = defineVerb({
  name: 'automation-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: automationSchema,
  run: (tx, _input, context) => automationOf(tx, context),
});

export async function automationOf(tx: Tx, context: Context): Promise<AutomationView> {
  const audit = await flowsToAudit(tx, context);
  const outside = await outsideFlows(tx);
  const fits = await forYourStore(tx, context, audit.flows, outside);
  const flows = audit.flows.map(audited);
  const here = namesByOccasion(audit.flows.filter(({ state }) => state === 'live'));
  const elsewhere = outside.map((flow) => outsideView(flow, here, audit.today));
  const { level, levels } = maturityOf([
    ...flows.filter(({ state }) => state === 'live'),
    ...elsewhere.flatMap(({ id, name, level, grade }) =>
      level === null || grade === null
        ? []
        : [{ id, name, level: level as RunningFlow['level'], grade, isJudged: false }],
    ),
  ]);
  const next = fits.templates.find(({ place }) => place === 'first') ?? null;
  const worstFirst = (
    one: { readonly grade: string | null; readonly name: string },
    other: { readonly grade: string | null; readonly name: string },
  ) => (other.grade ?? '').localeCompare(one.grade ?? '') || one.name.localeCompare(other.name);
  return {
    currency: fits.currency,
    level,
    levels: levels.map((one) => ({ ...one, requirements: [...one.requirements] })),
    next: next && { title: own(templates, next.template)?.title ?? next.template, fit: next },
    gradeRule: GRADE_RULE,
    unreadable: audit.unreadable,
    flows: flows.toSorted(worstFirst).map(({ isJudged: _isJudged, ...flow }) => flow),
    elsewhere: elsewhere.toSorted(worstFirst),
  };
}

type Audited = AutomationView['flows'][number] & Pick<RunningFlow, 'level' | 'isJudged' | 'grade'>;

function audited(flow: FlowToAudit): Audited {
  const findings = findingsOf(flow);
  return {
    id: flow.id,
    name: flow.name,
    state: flow.state,
    level: levelOf(flow),
    isJudged: ['gain', 'loss', 'unclear'].includes(flow.lift.state),
    grade: gradeOfFindings(findings),
    findings: findings.map((found) => ({ ...findingView(found), href: placeOf(found.check, flow) })),
  };
}

const findingView = ({ check: { id: check, title, why, weight }, ok, sentence }: CheckFinding) => ({
  check,
  title,
  ok,
  sentence,
  why,
  weight,
});

function outsideView(
  flow: OutsideFlow,
  here: ReturnType<typeof namesByOccasion>,
  today: string,
): AutomationView['elsewhere'][number] {
  const { id: flowId, name, system, isConnected, readAt, graph, problem } = flow;
  const findings = graph === null ? [] : findingsOf(auditedOutside({ ...flow, graph }, here, today));
  return {
    id: flowId,
    name,
    system,
    isConnected,
    readAt,
    level: graph && levelBySteps(graph),
    grade: findings.length === 0 ? null : gradeOfFindings(findings),
    problem,
    leftOut: flow.leftOut.map((one) => ({ ...one })),
    findings: findings.map(findingView),
  };
}

function placeOf({ mend }: AuditCheck, flow: FlowToAudit): string {
  switch (mend) {
    case 'settings':
      return `/flows/${flow.id}?panel=settings`;
    case 'canvas':
      return `/flows/${flow.id}`;
    case 'results':
      return `/flows/${flow.id}/results`;
    case 'messages':
      return `/messages?flow=${flow.id}&status=failed`;
    case 'guardrails':
      return '/settings/guardrails';
  }
}

/** The level of its template, or what its own steps show. */
const levelOf = ({ templateId, graph }: FlowToAudit): RunningFlow['level'] =>
  (templateId === null ? undefined : own(templates, templateId)?.level) ?? levelBySteps(graph);

function levelBySteps(graph: Graph): RunningFlow['level'] {
  const decides = graph.nodes.some(({ kind }) => own(kinds, kind)?.family === 'decision');
  if (decides) return 5;
  if (JSON.stringify(graph.nodes.map(({ config }) => config)).includes('customer.predicted.')) return 4;
  const reacts = drawnTriggers(graph).some(
    ({ source }) => source?.type !== 'schedule' && source?.type !== 'hand',
  );
  return reacts ? 3 : 2;
}
