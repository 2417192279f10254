import { own } from '@millrace/base';
import { kinds, resolveSegmentsOf } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import {
  conditionsIn,
  currentVersion,
  flowSettingsSchema,
  mergeNeeds,
  needsOfCondition,
  type Plan,
  type PlanNeeds,
  type Subject,
} from '@millrace/flow';

/** A trigger as it is drawn, finished or not. */
export interface DrawnTrigger {
  readonly subject: Subject;
  readonly kind: string;
  readonly config: unknown;
}

/** A plan of a trigger without any step, to find out who meets it; null while its settings are unfinished. */
export async function triggerPlan(
  tx: Tx,
  { subject, kind: name, config }: DrawnTrigger,
): Promise<Plan | null> {
  const kind = own(kinds, name);
  const parsed = kind?.config.safeParse(config);
  if (!kind?.trigger || !parsed?.success) return null;
  return resolveSegmentsOf(tx, {
    planVersion: 1,
    subject,
    trigger: kind.trigger(parsed.data, subject),
    entry: 0,
    nodes: [
      {
        id: 'trigger',
        kind: name,
        version: currentVersion(kind),
        name: '',
        config: parsed.data as never,
        ports: {},
      },
    ],
    settings: flowSettingsSchema.parse({}),
    needs: needsIn(parsed.data),
  });
}

const needsIn = (config: unknown): PlanNeeds =>
  mergeNeeds(conditionsIn(config).map(({ condition }) => needsOfCondition(condition)));
