'use client';
import { createContext, useContext, type ReactNode } from 'react';
import type { Viewer } from '../../server/viewer.ts';

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** The signed-in user and workspace. @throws Error outside the shell, where there may be none */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer may only be used inside the shell.');
  return viewer;
}

/** Whether the user's role has a permission: `useMay('flows:publish')`. The server checks it again. */
export function useMay(permission: string): boolean {
  return useViewer().permissions.includes(permission);
}
