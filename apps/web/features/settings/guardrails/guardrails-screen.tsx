'use client';
import { Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { EmergencyStop } from './emergency-stop.tsx';
import { GuardrailRow } from './guardrail-row.tsx';

/** The guardrails in the order in which each message is checked. */
export function GuardrailsScreen() {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const guardrails = useQuery(trpc.settings.guardrails.queryOptions());
  return (
    <Screen
      title="Guardrails"
      width="reading"
      sentence="Every message is checked by these, one after the other, right before it is sent. The first that objects holds or stops it, and gives the reason on the customer’s page."
    >
      <EmergencyStop />
      <OnlyOwners
        may={may}
        what="Owners change guardrails. Everyone except viewers can use the emergency stop."
      />
      {guardrails.error ? (
        <ProblemNote error={guardrails.error} onRetry={() => void guardrails.refetch()} />
      ) : null}
      {guardrails.isPending ? (
        <div aria-busy className="space-y-3">
          {Array.from({ length: 8 }, (_, place) => (
            <Skeleton key={place} className="h-14 w-full rounded-lg" />
          ))}
        </div>
      ) : null}
      <ol aria-label="Guardrails in the order of checking" className="border-b border-line">
        {guardrails.data?.checks.map((check, place) => (
          <GuardrailRow
            key={check.id}
            place={place + 1}
            check={check}
            kept={guardrails.data.settings[check.id] ?? {}}
            may={may}
          />
        ))}
      </ol>
    </Screen>
  );
}
