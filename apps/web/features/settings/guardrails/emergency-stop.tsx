'use client';
import { whileStopped } from '@millrace/guardrails';
import { AlertDialog, Button, Field, Icon, Input, RelativeTime, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay, useTRPC } from '../../shell/index.ts';
import { STOPS, stopWords, type Stop } from './stops.ts';

/** Stops all sending, or one channel, at once. Active stops are listed on top until they are released. */
export function EmergencyStop() {
  const trpc = useTRPC();
  const may = useMay('killswitch:use');
  const [asked, setAsked] = useState<Stop | null>(null);
  const [reason, setReason] = useState('');
  const switches = useQuery(trpc.settings.killSwitches.queryOptions(undefined, { refetchInterval: 10_000 }));
  const flows = useQuery(trpc.flows.list.queryOptions({ limit: 100 }));
  const guardrails = useQuery(trpc.settings.guardrails.queryOptions());
  const use = useUse();
  const on = switches.data ?? [];
  const isOn = (stop: Stop) => on.some((one) => one.scope === stop.scope && one.target === stop.target);
  const flowName = (id: string) => flows.data?.items.find((flow) => flow.id === id)?.name;
  return (
    <section aria-label="Emergency stop" className="mb-8">
      {on.map((one) => (
        <div
          key={`${one.scope}${one.target}`}
          role="status"
          className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-broken/40 bg-broken-tint px-4 py-3"
        >
          <Icon name="stop" className="text-broken" />
          <p className="min-w-0 flex-1 text-13">
            <b className="font-semibold text-broken">
              {stopWords(one.scope, one.target, flowName(one.target))}
            </b>{' '}
            <span className="text-ink">
              Since <RelativeTime instant={one.onSince} />
              {one.by ? `, by ${one.by}` : ''}
              {one.reason ? `: ${one.reason}` : ''}.
            </span>
          </p>
          {may ? (
            <Button
              busy={use.isPending}
              onClick={() => use.mutate({ scope: one.scope as Stop['scope'], target: one.target, on: false })}
            >
              Allow again
            </Button>
          ) : null}
        </div>
      ))}
      {may ? (
        <div className="flex flex-wrap items-center gap-2">
          {STOPS.filter((stop) => !isOn(stop)).map((stop) => (
            <Button key={stop.id} icon="ban" onClick={() => setAsked(stop)}>
              {stop.button}
            </Button>
          ))}
          <span className="text-13 text-faint">Takes effect within a second, in all flows.</span>
        </div>
      ) : null}
      <AlertDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={asked ? `${asked.button}?` : ''}
        description={`${asked?.means ?? ''} ${whileStopped(guardrails.data?.settings)}`}
        confirm={asked?.button ?? ''}
        cancel="Keep sending"
        busy={use.isPending}
        onConfirm={() => {
          if (!asked) return;
          use.mutate(
            {
              scope: asked.scope,
              target: asked.target,
              on: true,
              ...(reason.trim() ? { reason: reason.trim() } : {}),
            },
            { onSuccess: () => setAsked(null) },
          );
        }}
      >
        <Field label="Why" optional help="Shown here and in the audit log.">
          <Input
            value={reason}
            onValueChange={(next) => setReason(next)}
            maxLength={300}
            placeholder="Wrong price in the newsletter"
          />
        </Field>
      </AlertDialog>
    </section>
  );
}

function useUse() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.settings.useKillSwitch.mutationOptions({
      onSuccess: async (_result, { on }) => {
        toast.done(on ? 'Stopped.' : 'Messages are sent again.');
        await queries.invalidateQueries(trpc.settings.killSwitches.queryFilter());
      },
    }),
  );
}
