import { fail } from '@millrace/base';
import { eventType, intakeEventSchema, type IntakeEvent } from '@millrace/flow';
import { problemsOf } from './reading.ts';

/**
 * The last step of every intake: checks an event against the schema of the public API, so that a connector
 * cannot store anything that the API would refuse.
 * @throws MillraceError `input-invalid`
 */
export function checkedEvent(event: unknown): IntakeEvent {
  const parsed = intakeEventSchema.safeParse(event);
  if (!parsed.success) return fail('input-invalid', { problems: problemsOf(parsed.error) });
  const properties = eventType(parsed.data.type)?.properties?.safeParse(parsed.data.properties);
  if (properties && !properties.success)
    return fail('input-invalid', { problems: problemsOf(properties.error) });
  return parsed.data;
}
