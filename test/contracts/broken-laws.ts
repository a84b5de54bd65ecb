/** The names of the laws that `subject` breaks. */
export function brokenLaws<T>(
  laws: readonly { readonly name: string; readonly check: (subject: T, runs: number) => void }[],
  subject: T,
  runs = 100,
): readonly string[] {
  return laws
    .filter((law) => {
      try {
        law.check(subject, runs);
        return false;
      } catch {
        return true;
      }
    })
    .map(({ name }) => name);
}
