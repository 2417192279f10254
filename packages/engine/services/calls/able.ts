import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import type { Tx } from '@millrace/db';
import { carrierFor, type ActingConnection } from '@millrace/run/calls';

/** Names of a connection's secrets that are set; none when they cannot be decrypted. */
export const secretsOf =
  (context: Context) =>
  ({ secrets }: ActingConnection): readonly string[] => {
    try {
      return Object.keys(openSecrets(context, secrets));
    } catch {
      return [];
    }
  };

/**
 * Capabilities that steps can use now, of Millrace itself or of a connection. Publishing checks against
 * these.
 */
export async function ableOf(tx: Tx, context: Context): Promise<readonly string[]> {
  const able: string[] = [];
  for (const { id } of ACT_CAPABILITIES)
    if (await carrierFor(tx, id, null, null, secretsOf(context))) able.push(id);
  return able;
}
