'use client';
import type { WorkWithHistory } from '@millrace/services/work';
import { Button, Field, Textarea, toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { problemOf, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';
import { useRefreshWork } from '../use-refresh-work.ts';
import { Drafts, EditDrafts } from './drafts.tsx';

interface AnswerFormProps {
  work: WorkWithHistory;
  /** Texts that were changed and not yet agreed to, by name. */
  texts: Readonly<Record<string, string>>;
  onTexts: (texts: Readonly<Record<string, string>>) => void;
}

/** The comment and a button for each answer. The first answer counts; whoever is second is told who was first. */
export function AnswerForm({ work, texts, onTexts }: AnswerFormProps) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const refresh = useRefreshWork();
  const mayComment = useMay('work:answer');
  const [comment, setComment] = useState('');
  const [lacking, setLacking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { id } = work;
  const keep = (kept: WorkWithHistory) => {
    keepAnswer(trpc.work.get.queryKey({ id }), kept);
    setComment('');
    refresh();
  };
  const answer = useMutation(
    trpc.work.answer.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keep(kept);
        toast.done(`${kept.stateWords}: ${kept.title}`);
      },
      onError: (failed) => {
        refresh();
        const { code, sentence } = problemOf(failed);
        // Somebody else was first. The page shows their answer in the place of this form.
        if (code === 'work-closed') toast.problem(sentence, { description: 'Your answer was not recorded.' });
      },
    }),
  );
  const say = useMutation(
    trpc.work.comment.mutationOptions({ meta: { quiet: true }, onSuccess: keep, onError: refresh }),
  );
  const give = (chosen: WorkWithHistory['answers'][number]) => {
    const lacks = chosen.needsComment && comment.trim() === '';
    setLacking(lacks);
    if (lacks) field.current?.focus();
    else answer.mutate({ id, answer: chosen.id, comment, drafts: texts, revision: work.revision });
  };
  const error = answer.error ?? say.error;
  const problem = error ? problemOf(error) : null;
  if (!mayComment)
    return (
      <>
        <Drafts drafts={work.drafts} />
        <p className="text-13 text-faint">Your role can read this, and not answer it.</p>
      </>
    );
  const strict = work.answers.find(({ needsComment }) => needsComment);
  return (
    <section aria-label="Answer" className="space-y-3 rounded-lg border border-line p-4">
      {work.mayAnswer ? (
        <EditDrafts drafts={work.drafts} texts={texts} onChange={onTexts} />
      ) : (
        <Drafts drafts={work.drafts} />
      )}
      <Field
        label="Comment"
        optional={strict === undefined || !work.mayAnswer}
        help={
          strict && work.mayAnswer ? `Needed for “${strict.label}”. The flow and the team get it.` : undefined
        }
        error={lacking ? 'Say what has to change.' : undefined}
      >
        <Textarea
          ref={field}
          value={comment}
          maxLength={2_000}
          onValueChange={(text) => {
            setComment(text);
            setLacking(false);
          }}
        />
      </Field>
      {problem ? (
        <p role="alert" className="rounded-md bg-broken-tint px-3 py-2 text-13 text-broken">
          {problem.sentence} {problem.next}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {work.mayAnswer
          ? work.answers.map((one, place) => (
              <Button
                key={one.id}
                {...(place === 0 ? { look: 'primary' as const } : {})}
                className="max-sm:h-11 max-sm:flex-1"
                busy={answer.isPending && answer.variables.answer === one.id}
                disabled={answer.isPending}
                aria-keyshortcuts={one.key}
                onClick={() => give(one)}
              >
                {one.label}
              </Button>
            ))
          : null}
        <Button
          look="quiet"
          busy={say.isPending}
          disabled={comment.trim() === ''}
          onClick={() => say.mutate({ id, comment })}
        >
          Comment only
        </Button>
      </div>
      {work.mayAnswer ? null : (
        <p className="text-13 text-faint">This is for {work.who}. They or an owner can answer it.</p>
      )}
    </section>
  );
}
