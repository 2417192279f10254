'use client';
import { Icon, Link } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useTRPC } from '../shell/index.ts';
import { caughtWords } from './caught-words.ts';

/** Says that messages stay in the sandbox while no provider is connected. */
export function CaughtHere() {
  const trpc = useTRPC();
  const connections = useQuery(trpc.settings.connections.queryOptions());
  const connectors = useQuery(trpc.settings.connectors.queryOptions());
  if (!connections.data || !connectors.data) return null;
  const words = caughtWords(connections.data, connectors.data);
  if (!words) return null;
  return (
    <div className="flex items-start gap-3 rounded-lg border border-line bg-raised px-4 py-3">
      <Icon name="inbox" className="mt-0.5 text-soft" />
      <p className="min-w-0 flex-1 text-13 text-pretty text-soft">
        <b className="font-semibold text-ink">{words.title}</b> {words.sentence}{' '}
        <Link render={<NextLink href="/settings/connections" />}>{words.step}</Link>
      </p>
    </div>
  );
}
