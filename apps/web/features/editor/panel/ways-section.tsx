'use client';
import { Button, Icon, IconButton } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { waysOut } from '../store/wiring.ts';
import { titleOf } from '../store/words.ts';

/** Where each branch leads, with buttons to change it without the canvas. */
export function WaysSection({ id, disabled }: { id: string; disabled: boolean }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const ways = waysOut(document, editor.kinds, id);
  if (ways.length === 0) return null;
  return (
    <section aria-label="Branches" className="border-t border-line pt-4">
      <div className="flex items-center justify-between pb-1">
        <h3 className="text-13 font-medium text-ink">{ways.length === 1 ? 'Next step' : 'Branches'}</h3>
        {disabled ? null : (
          <Button
            look="quiet"
            size="small"
            icon="link"
            onClick={() => editor.choose.overlay({ is: 'connect', from: id })}
          >
            Connect
          </Button>
        )}
      </div>
      <ul className="flex flex-col">
        {ways.map(({ port, edge, stale }) => (
          <li key={port.id} className="flex min-h-8 items-center gap-2 text-13">
            {ways.length > 1 ? (
              <span
                className={
                  stale
                    ? 'w-28 shrink-0 truncate text-broken line-through'
                    : 'w-28 shrink-0 truncate text-soft'
                }
                title={port.label}
              >
                {port.label}
              </span>
            ) : null}
            <Icon name="arrow-right" size={12} className="text-faint" />
            {edge ? (
              <>
                <button
                  type="button"
                  onClick={() => editor.choose.open(edge.to)}
                  className="min-w-0 flex-1 cursor-pointer truncate rounded-sm text-left text-ink hover:text-river hover:underline"
                >
                  {titleOf(document.nodes[edge.to], editor.kinds)}
                </button>
                {disabled ? null : (
                  <IconButton
                    icon="x"
                    label={`Disconnect ${port.label}`}
                    size="small"
                    onClick={() => editor.edit.disconnect([edge.id])}
                  />
                )}
              </>
            ) : (
              <span className="flex flex-1 items-center justify-between text-faint">
                {port.optional ? 'No next step' : 'nowhere yet'}
                {disabled ? null : (
                  <IconButton
                    icon="plus"
                    label={`Add a step for ${port.label}`}
                    size="small"
                    onClick={() => editor.choose.overlay({ is: 'add', place: { from: id, port: port.id } })}
                  />
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
