'use client';
import { createContext, useContext, type ReactNode } from 'react';
import type { Viewer } from '../../server/viewer.ts';

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who is looking. Only inside the shell, where somebody always is. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer belongs inside the shell.');
  return viewer;
}

/** Whether the role of who is looking allows something: `useMay('flows:publish')`. The server asks again. */
export function useMay(permission: string): boolean {
  return useViewer().permissions.includes(permission);
}
