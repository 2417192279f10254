'use client';
import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react';
import { memo, useEffect } from 'react';
import { classes } from '@millrace/ui';
import { portShare } from '../layout/port-share.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { waysOut } from '../store/wiring.ts';

export const HANDLE = 'size-3! border-2! border-surface! bg-control! transition-opacity';

/** A handle for each port, in order along the lower edge. Rendered again only if the ports change. */
export const Ports = memo(function Ports({ id }: { id: string }) {
  const { kinds } = useEditor();
  const ways = useEditorState((state) =>
    JSON.stringify(waysOut(state.document, kinds, id).map(({ port, stale }) => [port.id, port.label, stale])),
  );
  // React Flow measures handles when a card changes its size. Changed ports may not change it, so measure again.
  const measure = useUpdateNodeInternals();
  useEffect(() => measure(id), [measure, id, ways]);
  const ports = JSON.parse(ways) as readonly (readonly [id: string, label: string, stale: boolean])[];
  return ports.map(([port, label, stale], index) => (
    <Handle
      key={port}
      type="source"
      id={port}
      position={Position.Bottom}
      isConnectableEnd={false}
      title={label}
      style={{ left: `${portShare(index, ports.length) * 100}%` }}
      className={classes(
        HANDLE,
        'z-1 opacity-0 group-hover/step:opacity-100 hover:bg-river!',
        stale && 'bg-broken!',
      )}
    />
  ));
});
