import type { CallRow } from '@millrace/core/rows';
import type { Attempt } from '../attempts/attempt.ts';
import { recordConsents } from '../intake/record-consents.ts';
import { consentChange } from '../intake/store-consents.ts';

/** Unsubscribes a person from marketing by channels, under the name of the flow. */
export async function withdrawConsent(
  { tx, enrolment, row, now }: Attempt<CallRow>,
  customerId: string,
  channels: readonly string[],
): Promise<void> {
  const source = `by the flow “${enrolment.flow_name}”`;
  await recordConsents(
    tx,
    row.workspace_id,
    channels.map((channel) =>
      consentChange({ customerId, channel, state: 'unsubscribed', source, at: now }, now, now),
    ),
  );
}
