'use client';
import { useEffect, useState } from 'react';
import { channelById, withoutArticle } from '@millrace/channels';
import { Button, Icon, type ControlProps, type FormValue } from '@millrace/ui';
import { ContentFieldContext, useStep } from '../panel/step-context.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { readable, titleOf } from '../store/words.ts';
import { blockKind, type DraftBlock } from './blocks.ts';
import { VariantsDialog } from '../variants/variants-dialog.tsx';
import { MessageDialog } from './message-dialog.tsx';

const isContent = (value: unknown): value is FormValue =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A message in the panel: a summary, and a button to write it. Pressing one of its problems opens it too. */
export function MessageControl({ field, value, onChange, disabled, root, currency, path }: ControlProps) {
  const editor = useEditor();
  const { node, field: asked } = useStep();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<string | null>(null);
  const [proposing, setProposing] = useState(false);
  const { variants } = editor.actions;
  const title = useEditorState((state) => titleOf(state.document.nodes[node], editor.kinds));
  const flowPurpose = useEditorState((state) => state.document.settings.purpose);
  const channel = channelById(String(field.meta['channel']));
  const content = isContent(value) ? value : ((channel?.initial ?? {}) as FormValue);
  useEffect(() => {
    if (!asked?.startsWith(`${path}.`)) return;
    // Without a field the message is opened at its beginning.
    setWanted(asked.slice(path.length + 1) || null);
    setOpen(true);
  }, [asked, path]);
  if (!channel) return <p className="text-13 text-faint">This channel is not known.</p>;
  const purpose =
    root['purpose'] === 'transactional' ||
    (root['purpose'] !== 'marketing' && flowPurpose === 'transactional')
      ? 'transactional'
      : 'marketing';
  return (
    <>
      <div className="overflow-hidden rounded-md border border-line bg-raised">
        <MessageSummary content={content} />
        <div className="flex flex-wrap gap-2 border-t border-line bg-surface p-2">
          <Button
            size="small"
            icon={disabled ? 'eye' : 'pencil'}
            onClick={() => {
              setWanted(null);
              setOpen(true);
            }}
          >
            {disabled
              ? `Show the ${withoutArticle(channel.noun)}`
              : `Write the ${withoutArticle(channel.noun)}`}
          </Button>
          {variants && !disabled ? (
            <Button size="small" icon="spark" onClick={() => setProposing(true)}>
              Propose variants
            </Button>
          ) : null}
        </div>
      </div>
      {variants && proposing ? (
        <VariantsDialog node={node} title={title} variants={variants} onClose={() => setProposing(false)} />
      ) : null}
      <ContentFieldContext value={wanted}>
        {open ? (
          <MessageDialog
            title={title}
            channel={channel.id}
            content={content}
            onChange={onChange}
            onClose={() => setOpen(false)}
            purpose={purpose}
            currency={currency}
            disabled={disabled}
          />
        ) : null}
      </ContentFieldContext>
    </>
  );
}

/** A summary of the message: subject and blocks, or the text of channels without them. */
function MessageSummary({ content }: { content: FormValue }) {
  const written = (field: string) => (typeof content[field] === 'string' ? content[field] : '');
  if (!('subject' in content || 'blocks' in content))
    return (
      <div className="px-3 py-2.5 text-13 text-ink">
        {'title' in content ? (
          <p className="truncate font-semibold">
            {readable(written('title')) || <span className="font-normal text-faint">No title yet</span>}
          </p>
        ) : null}
        <p className="whitespace-pre-wrap">
          {written('text') || <span className="text-faint">No text yet</span>}
        </p>
      </div>
    );
  const [subject, preheader] = [readable(written('subject')), readable(written('preheader'))];
  const blocks = Array.isArray(content['blocks']) ? (content['blocks'] as DraftBlock[]) : [];
  return (
    <div className="px-3 py-2.5">
      <p className="truncate text-13 font-semibold text-ink">
        {subject || <span className="font-normal text-faint">No subject yet</span>}
      </p>
      {preheader ? <p className="truncate text-12 text-soft">{preheader}</p> : null}
      <p className="flex flex-wrap gap-x-2.5 gap-y-1 pt-1.5 text-12 text-faint">
        {blocks.map((block, index) => (
          <span key={block.id ?? index} className="inline-flex items-center gap-1">
            <Icon name={blockKind(block.type)?.icon ?? 'text'} size={12} />
            {blockKind(block.type)?.title ?? block.type}
          </span>
        ))}
      </p>
    </div>
  );
}
