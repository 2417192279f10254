'use client';
import { Button, Card, EmptyState, Icon, Input } from '@millrace/ui';
import { actCapability } from '@millrace/connectors/acts';
import { useEffect, useRef, useState } from 'react';
import { CATEGORIES } from '@millrace/connectors';
import { abilityWords } from './connection-words.ts';
import type { ConnectorView } from './connector-view.ts';

interface ConnectorCatalogueProps {
  readonly kinds: readonly ConnectorView[];
  readonly may: boolean;
  /** Shows only systems with this capability; null shows all. */
  readonly can: string | null;
  readonly onShowAll: () => void;
  readonly onConnect: (kind: ConnectorView) => void;
}

/** All systems that can be connected, grouped by their role for a store. */
export function ConnectorCatalogue({ kinds, may, can, onShowAll, onConnect }: ConnectorCatalogueProps) {
  const [search, setSearch] = useState('');
  const capability = can === null ? undefined : actCapability(can);
  const able = capability ? kinds.filter((kind) => isAble(kind, capability.id)) : kinds;
  const found = able.filter((kind) => matches(kind, search));
  const part = useRef<HTMLElement>(null);
  const isNarrowed = capability !== undefined;
  useEffect(() => {
    if (isNarrowed) part.current?.scrollIntoView({ block: 'start' });
  }, [isNarrowed]);
  return (
    <section ref={part} aria-label="Connect" className="mt-10">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h2 className="flex-1 text-14 font-semibold">
          {capability ? `Connect a system that can ${capability.words}` : 'Connect another system'}
        </h2>
        {capability ? (
          <Button size="small" look="quiet" onClick={onShowAll}>
            Show all systems
          </Button>
        ) : null}
        <span className="w-full sm:w-64">
          <Input
            value={search}
            onValueChange={setSearch}
            placeholder="Search"
            aria-label="Search systems"
            maxLength={60}
          />
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState icon="search" title="No system has that name">
          Anything else can send events by the API: see Settings, API keys.
        </EmptyState>
      ) : null}
      <div className="space-y-6">
        {CATEGORIES.map(({ id, title }) => {
          const inside = found.filter((kind) => kind.category === id);
          return inside.length === 0 ? null : (
            <div key={id}>
              <h3 className="mb-2 text-12 font-medium text-faint">{title}</h3>
              <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
                {inside.map((kind) => (
                  <ConnectorCard key={kind.id} kind={kind} may={may} onConnect={() => onConnect(kind)} />
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** Whether flows can use this capability through the system. */
export const isAble = ({ capabilities }: Pick<ConnectorView, 'capabilities'>, act: string): boolean =>
  capabilities.includes(`act-${act}`);

/** Reading is not listed as a capability: the lists read are shown by name. */
const isShown = (capability: string): boolean => capability !== 'read';

function matches({ title, summary, category }: ConnectorView, search: string): boolean {
  const words = search.trim().toLowerCase();
  const place = CATEGORIES.find(({ id }) => id === category)?.title ?? '';
  return `${title} ${summary} ${place}`.toLowerCase().includes(words);
}

function ConnectorCard({
  kind,
  may,
  onConnect,
}: {
  kind: ConnectorView;
  may: boolean;
  onConnect: () => void;
}) {
  return (
    <Card className="flex flex-col [&>div]:flex [&>div]:flex-1 [&>div]:flex-col">
      <div className="flex items-center gap-2.5">
        <Icon name={kind.icon} className="text-soft" />
        <h4 className="text-14 font-semibold">{kind.title}</h4>
      </div>
      <p className="mt-2 text-13 text-pretty text-soft">{kind.summary}</p>
      <ul className="mt-2 mb-4 space-y-1 text-12 text-faint">
        {kind.capabilities.filter(isShown).map((capability) => (
          <li key={capability} className="flex items-center gap-1.5">
            <Icon name={abilityWords(capability).icon} size={12} />
            {abilityWords(capability).words}
          </li>
        ))}
        {kind.reads.length > 0 ? (
          <li className="flex items-center gap-1.5">
            <Icon name="history" size={12} />
            History: {kind.reads.join(', ').toLowerCase()}
          </li>
        ) : null}
      </ul>
      <Button
        className="mt-auto w-fit"
        icon="plus"
        disabled={!may}
        aria-label={`Connect ${kind.title}`}
        onClick={onConnect}
      >
        Connect
      </Button>
    </Card>
  );
}
