'use client';
import { useState } from 'react';
import { capital } from '@millrace/base/words';
import { Badge, Button, Field, Icon, IconButton, Textarea } from '@millrace/ui';
import type { VariantActions, VariantProposal } from '../actions.ts';
import { readable } from '../store/words.ts';

/** One proposed variant: its texts, what the guard finds, and what can be done with it. */
export function VariantCard({
  proposal,
  variants,
  onChanged,
  onDropped,
}: {
  proposal: VariantProposal;
  variants: VariantActions;
  onChanged: (proposal: VariantProposal) => void;
  onDropped: () => void;
}) {
  const [draft, setDraft] = useState<Readonly<Record<string, string>> | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { id, angle, texts, facts, findings, writtenBy, approvedAt, approvedBy } = proposal;
  const differing = texts.filter(({ differs }) => differs);
  const isApproved = approvedAt !== null;
  const blocked = findings.some(({ blocks }) => blocks);
  const work = async (doing: () => Promise<void>) => {
    setBusy(true);
    setFailed(null);
    try {
      await doing();
    } catch (error) {
      setFailed(error instanceof Error ? error.message : 'It did not work. Try again.');
    }
    setBusy(false);
  };
  return (
    <li aria-label={`Variant: ${angle}`} className="rounded-lg border border-line bg-raised p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={isApproved ? 'good' : 'plain'} icon={isApproved ? 'check' : 'spark'}>
          {isApproved ? `${angle}, approved` : angle}
        </Badge>
        <p className="min-w-0 flex-1 truncate text-12 text-faint">
          {writtenBy === null ? 'From patterns' : `By ${writtenBy}`}
          {approvedBy === null ? '' : `, approved by ${approvedBy}`}
        </p>
        <IconButton
          icon="trash"
          label={`Drop the variant ${angle}`}
          size="small"
          disabled={busy}
          onClick={() =>
            void work(async () => {
              await variants.drop(id);
              onDropped();
            })
          }
        />
      </div>
      {draft === null ? (
        <dl className="space-y-1.5 pt-2 text-13">
          {differing.length === 0 ? <p className="text-faint">It now says what the message says.</p> : null}
          {differing.map(({ field, where, text }) => (
            <div key={field}>
              <dt className="text-12 text-faint">{capital(where)}</dt>
              <dd className="break-words whitespace-pre-wrap text-ink">{readable(text)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <div className="space-y-3 pt-2">
          {texts
            .filter(({ field, differs }) => differs || field in draft)
            .map(({ field, where, text }) => (
              <Field key={field} label={capital(where)}>
                <Textarea
                  rows={text.length > 80 ? 5 : 2}
                  value={draft[field] ?? text}
                  maxLength={10_000}
                  onValueChange={(next) => setDraft({ ...draft, [field]: next })}
                />
              </Field>
            ))}
        </div>
      )}
      {facts.length > 0 ? <p className="pt-2 text-12 text-soft">Facts: {facts.join(', ')}</p> : null}
      {findings.length > 0 ? (
        <ul aria-label="What the claims guard finds" className="space-y-1 pt-2 text-12">
          {findings.map(({ field, words, why, next, blocks }, index) => (
            <li key={`${field}-${index}`} className={blocks ? 'text-broken' : 'text-waiting'}>
              <Icon name={blocks ? 'ban' : 'warning'} size={12} className="mr-1 inline" />“{words}”: {why}{' '}
              {next}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap items-center gap-2 pt-3">
        {draft === null ? (
          <>
            <Button
              size="small"
              icon={isApproved ? 'undo' : 'check'}
              busy={busy}
              disabled={blocked && !isApproved}
              onClick={() =>
                void work(async () => onChanged(await variants.change(id, { approved: !isApproved })))
              }
            >
              {isApproved ? 'Take the approval back' : 'Approve'}
            </Button>
            <Button size="small" icon="pencil" disabled={busy} onClick={() => setDraft({})}>
              Edit
            </Button>
          </>
        ) : (
          <>
            <Button
              size="small"
              look="primary"
              busy={busy}
              onClick={() =>
                void work(async () => {
                  if (Object.keys(draft).length > 0) onChanged(await variants.change(id, { texts: draft }));
                  setDraft(null);
                })
              }
            >
              Save
            </Button>
            <Button size="small" disabled={busy} onClick={() => setDraft(null)}>
              Cancel
            </Button>
          </>
        )}
        <p aria-live="polite" className="text-12 text-broken">
          {failed}
        </p>
      </div>
    </li>
  );
}
