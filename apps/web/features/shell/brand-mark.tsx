/** The logo: a broad stream led into a narrow one, as a mill race is seen from above. */
export function BrandMark({ size = 20, className }: { size?: number; className?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden className={className}>
      <path d="M1.5 3.5c6 0 5 5.2 9 5.2h8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M1.5 10h5.2" stroke="currentColor" strokeWidth="2" strokeLinecap="round" opacity="0.55" />
      <path d="M1.5 16.5c6 0 5-5.2 9-5.2h8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
