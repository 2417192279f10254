import { attributionByChannel } from './migrations.ts';
import type { FlowSettings } from './graph.ts';
import type { Plan } from './plan.ts';

/**
 * A published plan, migrated for this version. The stored plan never changes, since its hash is of what was
 * published.
 */
export function bringUpPlan(stored: Plan): Plan {
  const { settings } = stored;
  const attribution = attributionByChannel(settings.attribution) as FlowSettings['attribution'];
  return attribution === settings.attribution
    ? stored
    : { ...stored, settings: { ...settings, attribution } };
}
