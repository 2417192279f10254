import { fail } from '@millrace/base';
import { eventType, intakeEventSchema, type IntakeEvent } from '@millrace/flow';
import { problemsOf } from './reading.ts';

/**
 * The last step of every intake: what a connector made is held to the very schema that the public API uses, so that
 * nothing reaches the store through a connector that would be refused at the endpoint.
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
