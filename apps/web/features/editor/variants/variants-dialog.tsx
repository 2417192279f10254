'use client';
import { useEffect, useState } from 'react';
import { languageName, plural } from '@millrace/base/words';
import {
  Button,
  Dialog,
  EmptyState,
  Field,
  Link,
  RadioGroup,
  Select,
  Skeleton,
  Textarea,
} from '@millrace/ui';
import type { Proposed, VariantActions, VariantPlace, VariantProposal, VariantWish } from '../actions.ts';
import { useEditor } from '../store/hooks.ts';
import { VariantCard } from './variant-card.tsx';

const PATTERNS = 'patterns';
/** Offered beside the language of the store and those of the patterns. */
const LANGUAGES = ['it', 'nl', 'pl', 'pt', 'sv', 'da', 'fi', 'cs'];
const COUNTS = ['2', '3', '4', '5'] as const;

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : 'It did not work. Try again.';

/** Proposes variants of a message, and puts a test of those that were approved before it. */
export function VariantsDialog({
  node,
  title,
  variants,
  onClose,
}: {
  node: string;
  title: string;
  variants: VariantActions;
  onClose: () => void;
}) {
  const editor = useEditor();
  const [place, setPlace] = useState<VariantPlace | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const [using, setUsing] = useState(false);
  useEffect(() => {
    let open = true;
    // The server reads the stored draft.
    const read = async () => {
      await editor.autosave.flush();
      return variants.read(node);
    };
    read().then(
      (found) => open && setPlace(found),
      (error: unknown) => open && setFailed(messageOf(error)),
    );
    return () => {
      open = false;
    };
  }, [editor, variants, node, turn]);
  const approved = place?.proposals.filter(({ approvedAt }) => approvedAt !== null) ?? [];
  const keep = (proposals: readonly VariantProposal[]) => setPlace((now) => now && { ...now, proposals });
  const testThese = async () => {
    setUsing(true);
    setFailed(null);
    try {
      await variants.use(
        node,
        approved.map(({ id }) => id),
      );
      const test = editor.edit.test(node, approved);
      onClose();
      if (test) editor.choose.open(test);
    } catch (error) {
      setFailed(messageOf(error));
    }
    setUsing(false);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Variants of ${title}`}
      description="Nothing is sent that you have not approved. Each variant passes the claims guard."
      width="wide"
      actions={
        <>
          <p aria-live="polite" className="mr-auto min-w-0 text-13 text-broken">
            {failed}
          </p>
          <Button onClick={onClose}>Close</Button>
          <Button
            look="primary"
            icon="flask"
            busy={using}
            disabled={approved.length === 0}
            onClick={() => void testThese()}
          >
            {approved.length === 0 ? 'Test these' : `Test ${plural(approved.length, 'variant')}`}
          </Button>
        </>
      }
    >
      {place === null ? (
        failed === null ? (
          <div aria-busy className="grid gap-6 md:grid-cols-[20rem_minmax(0,1fr)]">
            <Skeleton className="h-80 w-full rounded-lg" />
            <Skeleton className="h-80 w-full rounded-lg" />
          </div>
        ) : (
          <EmptyState
            icon="warning"
            title="The variants could not be read"
            action={
              <Button
                icon="refresh"
                onClick={() => {
                  setFailed(null);
                  setTurn((last) => last + 1);
                }}
              >
                Try again
              </Button>
            }
          >
            {failed}
          </EmptyState>
        )
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-[20rem_minmax(0,1fr)]">
          <WishForm place={place} propose={(wish) => variants.propose(node, wish)} onProposed={keep} />
          <section aria-label="Proposed variants" className="min-w-0 md:border-l md:border-line md:pl-6">
            {place.proposals.length === 0 ? (
              <EmptyState icon="spark" title="No variants yet">
                Propose some, approve those you like, and test them against the message as it is.
              </EmptyState>
            ) : (
              <ul className="space-y-3">
                {place.proposals.map((proposal) => (
                  <VariantCard
                    key={proposal.id}
                    proposal={proposal}
                    variants={variants}
                    onChanged={(next) =>
                      keep(place.proposals.map((one) => (one.id === next.id ? next : one)))
                    }
                    onDropped={() => keep(place.proposals.filter(({ id }) => id !== proposal.id))}
                  />
                ))}
              </ul>
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}

function WishForm({
  place,
  propose,
  onProposed,
}: {
  place: VariantPlace;
  propose: (wish: VariantWish) => Promise<Proposed>;
  onProposed: (proposals: readonly VariantProposal[]) => void;
}) {
  const [wish, setWish] = useState<VariantWish>({
    count: 3,
    differs: 'first',
    language: place.language,
    facts: [],
    writer: place.models[0]?.id ?? PATTERNS,
  });
  const [facts, setFacts] = useState(place.suggested.join('\n'));
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Proposed | string | null>(null);
  const set = (change: Partial<VariantWish>) => setWish((now) => ({ ...now, ...change }));
  const languages = [...new Set([place.language, ...place.patterns, ...LANGUAGES])];
  const ask = async () => {
    setBusy(true);
    setOutcome(null);
    try {
      const lines = facts
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      const found = await propose({ ...wish, facts: lines });
      setOutcome(found);
      onProposed(found.proposals);
    } catch (error) {
      setOutcome(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <form
      aria-label="What to propose"
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      {place.models.length === 0 ? (
        <p className="rounded-md bg-sunken px-3 py-2 text-13 text-soft">
          No language model is connected, so variants come from patterns.{' '}
          <Link render={<a href="/settings/connections" target="_blank" rel="noreferrer" />}>
            Connect a model
          </Link>
        </p>
      ) : null}
      <Field label="Written by">
        <Select
          value={wish.writer}
          onValueChange={(writer) => set({ writer })}
          options={[
            ...place.models.map(({ id, name, model }) => ({
              value: id,
              label: name,
              ...(model === null ? {} : { help: model }),
            })),
            { value: PATTERNS, label: 'Patterns', help: 'Without a model' },
          ]}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="How many">
          <Select
            value={String(wish.count)}
            onValueChange={(count) => set({ count: Number(count) })}
            options={COUNTS.map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field label="Language">
          <Select
            value={wish.language}
            onValueChange={(language) => set({ language })}
            options={languages.map((value) => ({ value, label: languageName(value) }))}
          />
        </Field>
      </div>
      <Field label="What differs">
        <RadioGroup
          aria-label="What differs"
          value={wish.differs}
          onValueChange={(differs) => set({ differs })}
          options={[
            { value: 'first', label: `Only ${place.first}`, help: 'A test then shows what it alone does.' },
            { value: 'all', label: 'All texts', help: 'Links and pictures stay.' },
          ]}
        />
      </Field>
      <Field
        label="Facts they may state"
        help="One a line. Numbers, dates, offers and deadlines are allowed only if they are here. Lines from your message are suggested: remove what is not true."
      >
        <Textarea rows={4} value={facts} onValueChange={setFacts} maxLength={6_000} />
      </Field>
      <details className="text-12 text-soft">
        <summary className="cursor-pointer">What they may show besides</summary>
        <p className="pt-1">{[...place.placeholders, ...place.brandFacts].join(', ')}</p>
      </details>
      <Button type="submit" icon="spark" busy={busy}>
        Propose variants
      </Button>
      <div aria-live="polite" className="text-13">
        {busy ? <p className="text-soft">Writing. This can take up to two minutes.</p> : null}
        {typeof outcome === 'string' ? <p className="text-broken">{outcome}</p> : null}
        {outcome !== null && typeof outcome !== 'string' ? <OutcomeNote outcome={outcome} /> : null}
      </div>
    </form>
  );
}

function OutcomeNote({ outcome: { added, leftOut, leftOutWhy, problem } }: { outcome: Proposed }) {
  return (
    <>
      {problem ? (
        <p className="text-broken">
          {problem.reason} {problem.next}
        </p>
      ) : (
        <p className="text-soft">{plural(added.length, 'new variant')}.</p>
      )}
      {leftOut > 0 ? (
        <details className="pt-1 text-soft">
          <summary className="cursor-pointer">
            {plural(leftOut, 'variant')} left out by the claims guard
          </summary>
          <ul className="list-disc pt-1 pl-4">
            {leftOutWhy.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
