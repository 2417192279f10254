'use client';
import { countOfSubject, noneOfSubject, subjectNouns, type Subject } from '@millrace/flow';
import { capital, count } from '@millrace/base/words';
import { useState } from 'react';
import { Button, Dialog, Field, Icon, RadioGroup, Skeleton, Textarea, toast } from '@millrace/ui';
import type { PublishRequest } from '../actions.ts';
import { ProblemList } from '../problems/problem-list.tsx';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { plural, titleOf } from '../store/words.ts';
import { attempt } from './attempt.ts';
import { BeforePublishing } from './before-publishing.tsx';
import { publishedWords, publishWords } from './publish-words.ts';
import { usePublishPreview, type KnownPreview } from './use-publish-preview.ts';

/** Before a version goes live: problems to fix, and what happens to those inside earlier versions. */
export function PublishDialog() {
  const editor = useEditor();
  const { actions, choose } = editor;
  const flow = useEditorState((state) => state.flow);
  const subject = useEditorState((state) => state.document.subject);
  const problems = useEditorState((state) => state.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const [inside, setInside] = useState<PublishRequest['inside']>('stay');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const words = publishWords({ ...flow, subject });
  const asks = words.asksAboutInside && errors === 0;
  const preview = usePublishPreview(errors === 0);
  const close = () => choose.overlay(null);

  const publish = async () => {
    if (!actions.publish) return;
    setBusy(true);
    const stored = await editor.autosave.flush();
    const done =
      stored &&
      (await attempt(
        actions.publish({ revision: editor.autosave.revision(), inside, note: note.trim() }),
        'The flow was not published.',
      ));
    setBusy(false);
    if (!stored)
      toast.problem('The draft is not saved yet, so it was not published.', {
        description: 'Publish again once it says “Saved”.',
      });
    // The list of problems shows why it was refused.
    if (!done) return editor.check();
    editor.update({ flow: { ...flow, state: done.result.state, version: done.result.version } });
    close();
    const { sentence, more } = publishedWords({ state: flow.state, subject }, done.result);
    toast.done(sentence, { description: more });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={words.title}
      description={errors > 0 ? `${plural(errors, 'problem')} to fix first.` : words.description}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            Not yet
          </Button>
          <Button look="primary" busy={busy} disabled={errors > 0} onClick={() => void publish()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <section aria-label="Checklist">
          <ProblemList problems={problems} onGo={close} />
        </section>
        {errors === 0 ? <BeforePublishing preview={preview} onLeave={close} /> : null}
        {asks ? (
          <Field
            label={`${capital(subjectNouns(subject))} inside an earlier version`}
            group
            help={
              preview === 'none' ? undefined : <Landing preview={preview} inside={inside} subject={subject} />
            }
          >
            <RadioGroup
              aria-label={`${capital(subjectNouns(subject))} inside an earlier version`}
              value={inside}
              onValueChange={setInside}
              options={[
                {
                  value: 'stay',
                  label: 'Stay on their version',
                  help: `They finish as they began. New ${subjectNouns(subject)} take the new version.`,
                },
                {
                  value: 'move',
                  label: 'Move to this version',
                  help: 'They go on from the same step. Waits that have begun keep their end.',
                },
                {
                  value: 'leave',
                  label: 'Leave the flow',
                  help: 'Nothing more of this flow happens to them.',
                },
              ]}
            />
          </Field>
        ) : null}
        {errors === 0 ? (
          <Field label="Note" optional help="What changed and why, for the list of versions.">
            <Textarea rows={2} value={note} onValueChange={setNote} maxLength={500} />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}

interface LandingProps {
  preview: KnownPreview;
  inside: PublishRequest['inside'];
  subject: Subject;
}

/** What the choice means for those inside earlier versions, in numbers. */
function Landing({ preview, inside, subject }: LandingProps) {
  const editor = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  if (preview === 'none') return null;
  if (preview === 'loading') return <Skeleton className="h-4 w-60" />;
  if (preview.inside === 0) return <>{capital(noneOfSubject(subject))} is inside now.</>;
  if (inside === 'stay') return <>{countOfSubject(subject, preview.inside)} inside now stay as they are.</>;
  if (inside === 'leave')
    return (
      <span className="flex items-center gap-1 text-waiting">
        <Icon name="warning" size={12} />
        {countOfSubject(subject, preview.inside)} would leave.
      </span>
    );
  return (
    <span className="flex flex-col gap-1">
      <span>{countOfSubject(subject, preview.inside - preview.homeless)} would go on:</span>
      <span className="flex flex-col pl-3">
        {preview.landing.slice(0, 6).map((entry) => (
          <span key={entry.node}>
            <span className="text-ink tabular">{count(entry.people)}</span> at “
            {titleOf(nodes[entry.node], editor.kinds)}”
          </span>
        ))}
        {preview.landing.length > 6 ? (
          <span>and at {plural(preview.landing.length - 6, 'more step')}</span>
        ) : null}
      </span>
      {preview.homeless > 0 ? (
        <span className="flex items-center gap-1 text-waiting">
          <Icon name="warning" size={12} />
          {countOfSubject(subject, preview.homeless)} would leave: their step is gone.
        </span>
      ) : null}
    </span>
  );
}
