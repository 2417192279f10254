/** The picture beside the sign-in form: a stream that divides, with a narrow channel for the holdout. */
export function Race() {
  const lines = Array.from({ length: 15 }, (_, place) => place);
  return (
    <div aria-hidden className="relative hidden overflow-hidden border-l border-line bg-sunken md:block">
      <svg
        viewBox="0 0 800 900"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 size-full"
        fill="none"
      >
        {lines.map((line) => {
          const heldBack = line === 11;
          const top = 60 + line * 56;
          const gate = 395 + line * 8;
          const end = heldBack ? 650 : 250 + line * 18;
          return (
            <path
              key={line}
              d={`M-20 ${top} C 220 ${top}, 240 ${gate}, 400 ${gate} S 600 ${end}, 840 ${end}`}
              className={heldBack ? 'stroke-control' : 'stroke-river'}
              strokeWidth={heldBack ? 2 : 1.5}
              strokeDasharray={heldBack ? '2 7' : undefined}
              strokeLinecap="round"
              opacity={heldBack ? 1 : 0.25 + (line % 5) * 0.14}
            />
          );
        })}
        <path d="M400 372v152" className="stroke-ink" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <p className="absolute right-8 bottom-8 max-w-70 rounded-md bg-sunken px-2 py-1 text-right text-13 text-pretty text-soft">
        A few people are always held back, so that your results show what the flow really caused.
      </p>
    </div>
  );
}
