'use client';
import { plural } from '@millrace/base/words';
import type { OwnTemplate } from '@millrace/services/own-templates';
import { Button, IconButton, Menu, RelativeTime } from '@millrace/ui';
import { MiniGraph } from '../../flows/drawing/mini-graph.tsx';
import { TemplateBadges } from '../template-badges.tsx';

/** A template of the store. */
export function OwnCard({
  template,
  busy,
  onPreview,
  onUse,
  onRename,
  onRemove,
}: {
  template: OwnTemplate;
  busy: boolean;
  onPreview: () => void;
  /** These are undefined for users who may not change flows. */
  onUse: (() => void) | undefined;
  onRename: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}) {
  const { name, purpose, channels, nodes, subject, picture, createdBy, createdAt } = template;
  return (
    <article className="group flex flex-col overflow-hidden rounded-lg border border-line bg-raised transition-colors focus-within:border-control hover:border-control">
      <button
        type="button"
        onClick={onPreview}
        aria-label={`Preview ${name}`}
        className="flex h-60 w-full cursor-pointer items-center justify-center border-b border-line bg-ground px-6 py-5 -outline-offset-2"
      >
        <MiniGraph picture={picture} label={`${name}: ${plural(nodes, 'step')}`} className="h-full w-full" />
      </button>
      <div className="flex flex-1 flex-col gap-3 p-4">
        <div>
          <h2 className="text-16 font-semibold break-words">{name}</h2>
          {purpose ? <p className="mt-0.5 text-13 text-pretty break-words text-soft">{purpose}</p> : null}
        </div>
        <TemplateBadges channels={channels} nodes={nodes} subject={subject} />
        <p className="text-12 text-faint">
          Saved {createdBy === null ? '' : `by ${createdBy} `}
          <RelativeTime instant={createdAt} />
        </p>
        <div className="mt-auto flex gap-2 pt-1">
          {onUse ? (
            <Button look="primary" busy={busy} onClick={onUse}>
              Use this flow
            </Button>
          ) : null}
          <Button onClick={onPreview}>Preview</Button>
          {onRename && onRemove ? (
            <span className="ml-auto">
              <Menu
                align="end"
                trigger={<IconButton icon="more" label={`What to do with ${name}`} />}
                entries={[
                  { label: 'Rename', icon: 'pencil', onSelect: onRename },
                  { label: 'Remove', icon: 'trash', danger: true, onSelect: onRemove },
                ]}
              />
            </span>
          ) : null}
        </div>
      </div>
    </article>
  );
}
