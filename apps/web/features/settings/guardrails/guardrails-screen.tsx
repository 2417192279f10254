'use client';
import { Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useMay, useTRPC } from '../../shell/index.ts';
import { OnlyOwners } from '../forms/only-owners.tsx';
import { EmergencyStop } from './emergency-stop.tsx';
import { GuardrailRow } from './guardrail-row.tsx';

/** What every message passes before it goes out, in the order in which it is asked. */
export function GuardrailsScreen() {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const guardrails = useQuery(trpc.settings.guardrails.queryOptions());
  return (
    <Screen
      title="Guardrails"
      width="reading"
      sentence="Every message passes these, one after the other, at the moment it would go out. The first that objects holds it or stops it, and says why on the customer’s page."
    >
      <EmergencyStop />
      <OnlyOwners
        may={may}
        what="Owners change guardrails; an emergency stop can be pulled by everybody but viewers."
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
      <ol aria-label="Guardrails in the order they are asked" className="border-b border-line">
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
