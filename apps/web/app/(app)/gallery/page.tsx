import { Suspense } from 'react';
import { Gallery } from '../../../features/gallery/gallery.tsx';

export const metadata = { title: 'Gallery' };

export default function GalleryPage() {
  return (
    <Suspense>
      <Gallery />
    </Suspense>
  );
}
