import { barChart, page, plainNumber } from '../charts/index.ts';
import { splitDiagram } from '../splits/index.ts';
import { dayText } from './figures.ts';
import type { ModelValidation } from './model-validation.ts';
import { card, openingOf, tableHtml, validationStyle } from './page-parts.ts';

/** A validated model as a page. */
export async function modelPage(validation: ModelValidation): Promise<string> {
  const { splitter, scoreName, score, baseline, features, folds, paths, splits, times } = validation;
  const rows = folds.toRows();
  const verdict = [
    `Out of sample the model scores ${plainNumber(score)} in ${scoreName}${Number.isNaN(baseline) ? '' : `; a constant answer scores ${plainNumber(baseline)}`}.`,
  ];
  const series = [
    { name: 'train', values: folds.column('trainScore'), tone: 'slate' as const },
    { name: 'test', values: folds.column('testScore'), tone: 'gain' as const },
    ...(Number.isNaN(baseline) ? [] : [{ name: 'constant', values: folds.column('baseline'), tone: 'ochre' as const }]),
  ];
  const text = (value: number): string => (Number.isFinite(value) ? plainNumber(value) : 'n/a');
  return page({
    title: 'Model validation',
    eyebrow: 'Validation',
    lead: `${splitter}; ${features.length} features: ${features.join(', ')}.`,
    opening: openingOf(verdict, false, [
      ['Score', text(score), `${scoreName}, out of sample`],
      ['Constant answer', text(baseline), 'the same score'],
      ['Splits', String(rows.length), `${paths.length} ${paths.length === 1 ? 'path' : 'paths'}`],
    ]),
    sections: [
      {
        id: 'scores',
        title: 'Scores',
        note: 'On the rows that each model learnt from, and on those it had not seen.',
        body:
          card(
            barChart(
              rows.map(({ testStart }) => dayText(testStart)),
              series,
              { label: scoreName },
            ),
          ) +
          tableHtml(
            [
              ['', 'Test from', 'Train rows', 'Test rows', 'Skipped', 'Train score', 'Test score', 'Constant'],
              ...rows.map((row) => [
                String(row.split + 1),
                dayText(row.testStart),
                String(row.trainRows),
                String(row.testRows),
                String(row.skipped),
                text(row.trainScore),
                text(row.testScore),
                text(row.baseline),
              ]),
            ],
            2,
          ),
      },
      { id: 'splits', title: 'Splits', body: card(splitDiagram(splits, { times, label: `${splits.length} splits` })) },
    ],
    style: validationStyle,
  });
}
