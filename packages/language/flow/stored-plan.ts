import { attributionByChannel } from './migrations.ts';
import type { FlowSettings } from './graph.ts';
import type { Plan } from './plan.ts';

/** A published plan as this version reads it. It never changes where it is stored: its hash is of what was published. */
export function bringUpPlan(stored: Plan): Plan {
  const { settings } = stored;
  const attribution = attributionByChannel(settings.attribution) as FlowSettings['attribution'];
  return attribution === settings.attribution
    ? stored
    : { ...stored, settings: { ...settings, attribution } };
}
