'use client';
import { count } from '@millrace/base/words';
import { useState } from 'react';
import { Button, Dialog, Field, Icon, RadioGroup, Skeleton, Textarea, toast } from '@millrace/ui';
import type { PublishRequest } from '../actions.ts';
import { ProblemList } from '../problems/problem-list.tsx';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { people, plural, titleOf } from '../store/words.ts';
import { attempt } from './attempt.ts';
import { BeforePublishing } from './before-publishing.tsx';
import { publishedWords, publishWords } from './publish-words.ts';
import { usePublishPreview, type KnownPreview } from './use-publish-preview.ts';

/** Before a version goes live: what is still wrong, and what happens to people who are inside. */
export function PublishDialog() {
  const editor = useEditor();
  const { actions, choose } = editor;
  const flow = useEditorState((state) => state.flow);
  const problems = useEditorState((state) => state.problems);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const [inside, setInside] = useState<PublishRequest['inside']>('stay');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const words = publishWords(flow);
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
    // What it was refused for stands in the list of problems.
    if (!done) return editor.check();
    editor.update({ flow: { ...flow, state: done.result.state, version: done.result.version } });
    close();
    const { sentence, more } = publishedWords(flow.state, done.result);
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
            label="People inside an earlier version"
            group
            help={preview === 'none' ? undefined : <Landing preview={preview} inside={inside} />}
          >
            <RadioGroup
              aria-label="People inside an earlier version"
              value={inside}
              onValueChange={setInside}
              options={[
                {
                  value: 'stay',
                  label: 'Stay on their version',
                  help: 'They finish the way they began. New people take the new one.',
                },
                {
                  value: 'move',
                  label: 'Move to this version',
                  help: 'They go on from the same step; waits already begun keep their end.',
                },
                { value: 'leave', label: 'Leave the flow', help: 'They get nothing more from it.' },
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

function Landing({ preview, inside }: { preview: KnownPreview; inside: PublishRequest['inside'] }) {
  const editor = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  if (preview === 'none') return null;
  if (preview === 'loading') return <Skeleton className="h-4 w-60" />;
  if (preview.inside === 0) return <>Nobody is inside now.</>;
  if (inside === 'stay') return <>{people(preview.inside)} inside now stay as they are.</>;
  if (inside === 'leave')
    return (
      <span className="flex items-center gap-1 text-waiting">
        <Icon name="warning" size={12} />
        {people(preview.inside)} would leave.
      </span>
    );
  return (
    <span className="flex flex-col gap-1">
      <span>{people(preview.inside - preview.homeless)} would go on:</span>
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
          {people(preview.homeless)} would leave: their step is gone.
        </span>
      ) : null}
    </span>
  );
}
