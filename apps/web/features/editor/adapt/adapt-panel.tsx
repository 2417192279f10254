'use client';
import { Icon, Panel, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import type { AdaptItem } from './adapted.ts';
import { useAdapt } from './use-adapt.ts';

/** The list of what a store makes its own in a flow of the gallery. Pressing one opens its step. */
export function AdaptPanel() {
  const editor = useEditor();
  const { items, failed } = useAdapt();
  const sends = useEditorState((state) =>
    Object.values(state.document.nodes).some((node) => editor.kinds[node.kind]?.channel !== undefined),
  );
  const done = items?.filter(({ isDone }) => isDone).length ?? 0;
  return (
    <Panel
      title="Make it yours"
      subtitle={items ? `${done} of ${items.length} changed` : undefined}
      aria-label="Make it yours"
      onClose={() => editor.choose.closePanel()}
    >
      <p className="pb-3 text-13 text-pretty text-soft">
        The flow works as it is. These are what other stores change first. Each is ticked once its step
        differs from the gallery’s.
      </p>
      {failed ? (
        <p className="text-13 text-soft">
          The list cannot be read now. Close this panel and open it again from the menu of the flow.
        </p>
      ) : items === null ? (
        <div aria-busy className="flex flex-col gap-2">
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      ) : (
        <ul className="-mx-2 flex flex-col gap-0.5">
          {items.map((item) => (
            <AdaptRow key={item.sentence} item={item} />
          ))}
          {sends ? (
            <li className="rounded-md hover:bg-sunken">
              <NextLink href="/settings/store" className="flex items-start gap-2 px-2 py-1.5 text-13">
                <Icon name="settings" size={14} className="mt-0.5 text-faint" />
                <span className="min-w-0 flex-1">
                  Name, logo, colours and postal address of your messages
                  <span className="block text-12 text-faint">In Settings, for all flows</span>
                </span>
              </NextLink>
            </li>
          ) : null}
        </ul>
      )}
    </Panel>
  );
}

function AdaptRow({ item: { sentence, nodes, isDone } }: { item: AdaptItem }) {
  const editor = useEditor();
  const titles = useEditorState((state) =>
    nodes
      .flatMap((id) => (state.document.nodes[id] ? [titleOf(state.document.nodes[id], editor.kinds)] : []))
      .join(', '),
  );
  const [first] = nodes;
  return (
    <li className="rounded-md hover:bg-sunken">
      <button
        type="button"
        disabled={first === undefined}
        onClick={() => first !== undefined && editor.choose.open(first)}
        className="flex w-full cursor-pointer items-start gap-2 px-2 py-1.5 text-left disabled:cursor-default"
      >
        <Icon
          name={isDone ? 'check-circle' : 'circle-dashed'}
          size={14}
          label={isDone ? 'Changed' : 'As it came'}
          className={isDone ? 'mt-0.5 text-good' : 'mt-0.5 text-faint'}
        />
        <span className="min-w-0 flex-1">
          <span className="block text-13 text-pretty text-ink">{sentence}</span>
          <span className="block text-12 text-pretty text-faint">
            {titles === '' ? 'Its step is not in the flow any more' : titles}
          </span>
        </span>
      </button>
    </li>
  );
}
