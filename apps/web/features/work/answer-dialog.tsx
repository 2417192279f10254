'use client';
import { inflected, plural } from '@millrace/base/words';
import type { WorkView } from '@millrace/services/work';
import { Button, Dialog, Field, Textarea, toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { problemOf, useTRPC } from '../shell/index.ts';
import { useRefreshWork } from './use-refresh-work.ts';
import { itemsInWords } from './work-words.ts';

export interface Answering {
  readonly answer: WorkView['answers'][number];
  readonly items: readonly WorkView[];
  /** Whether a key opened it, so that Enter confirms. */
  readonly byKey?: boolean;
}

/** Texts that were changed and not yet agreed to, by the id of the work and their name. */
export type ChangedTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface AnswerDialogProps extends Answering {
  texts: ChangedTexts;
  onClose: () => void;
  onDone: () => void;
}

/** Asks before one or several pieces of work are answered from the list, with how many. */
export function AnswerDialog({ answer, items, byKey = false, texts, onClose, onDone }: AnswerDialogProps) {
  const trpc = useTRPC();
  const refresh = useRefreshWork();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = useRef<HTMLButtonElement>(null);
  const send = useMutation(
    trpc.work.answerMany.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ answered, refused }) => {
        refresh();
        onDone();
        onClose();
        if (answered.length > 0) toast.done(`${answer.done}: ${itemsInWords(ofIds(items, answered))}.`);
        const [first] = refused;
        if (first)
          toast.problem(
            refused.length === 1
              ? first.sentence
              : `${plural(refused.length, 'answer')} did not count. ${first.sentence}`,
            { description: 'The list shows what happened to it.' },
          );
      },
    }),
  );
  const changed = items.filter(({ id }) => Object.keys(texts[id] ?? {}).length > 0);
  const drafts = Object.fromEntries(changed.map(({ id }) => [id, texts[id] ?? {}]));
  const lacks = answer.needsComment && comment.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!lacks) send.mutate({ ids: items.map(({ id }) => id), answer: answer.id, comment, drafts });
  };
  const [only] = items;
  const what = items.length === 1 && only ? `“${only.title}”` : itemsInWords(items);
  const risks = items.filter(({ risk }) => risk !== '').length;
  const problem = send.error ? problemOf(send.error) : null;
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${answer.label}: ${what}?`}
      description={[describe(items, risks), changedWords(items, changed)].filter(Boolean).join(' ')}
      {...(byKey && !answer.needsComment ? { initialFocus: confirm } : {})}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button ref={confirm} look="primary" type="submit" form="answer-work" busy={send.isPending}>
            {items.length === 1 ? answer.label : `${answer.label} (${items.length})`}
          </Button>
        </>
      }
    >
      <form id="answer-work" onSubmit={submit} className="space-y-3">
        <Field
          label="Comment"
          optional={!answer.needsComment}
          help={answer.needsComment ? 'The flow and the team get it.' : undefined}
          error={tried && lacks ? 'Say what has to change.' : undefined}
        >
          <Textarea value={comment} onValueChange={setComment} maxLength={2_000} />
        </Field>
        {problem ? (
          <p role="alert" className="rounded-md bg-broken-tint px-3 py-2 text-13 text-broken">
            {problem.sentence} {problem.next}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

const ofIds = (items: readonly WorkView[], ids: readonly string[]) =>
  items.filter(({ id }) => ids.includes(id));

/** Says that texts are used as whoever answers has changed them. */
function changedWords(items: readonly WorkView[], changed: readonly WorkView[]): string {
  if (changed.length === 0) return '';
  return items.length === 1
    ? 'With the texts as you changed them.'
    : `${plural(changed.length, 'of them has texts', 'of them have texts')} that you changed.`;
}

function describe(items: readonly WorkView[], risks: number): string {
  const [only] = items;
  if (items.length === 1 && only) return only.risk || only.reason;
  const each = `Each counts for itself; ${plural(items.length, 'flow entry', 'flow entries')} ${inflected(items.length, 'goes', 'go')} on.`;
  return risks === 0
    ? each
    : `${each} ${plural(risks, 'of them', 'of them')} ${inflected(risks, 'names', 'name')} a risk.`;
}
