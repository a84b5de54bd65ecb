/**
 * Lets readers choose lines of {@link parallelCoordinates}: dragging along an axis leaves those that pass there, a click takes that back.
 * With the keyboard: an axis in focus answers to the arrows and Escape. An element with the id `parallel-count` says how many are left.
 */
export const parallelScript: string = `(() => {
  for (const chart of document.querySelectorAll('svg.parallel')) {
    const scale = Number(chart.dataset.scale);
    const axes = [...chart.querySelectorAll('.parallel-axis')];
    const lines = [...chart.querySelectorAll('svg > g > path')].map((path) => ({
      path,
      places: path.getAttribute('d').slice(1).split('L').map((point) => 1 - Number(point.split(' ')[1]) / 1000 / scale),
    }));
    const ranges = axes.map(() => undefined);
    const counter = document.getElementById('parallel-count');
    const show = () => {
      let left = 0;
      for (const { path, places } of lines) {
        const passes = ranges.every((range, k) => !range || (places[k] >= range[0] && places[k] <= range[1]));
        path.style.display = passes ? '' : 'none';
        if (passes) left++;
      }
      axes.forEach((axis, k) => {
        const [low, high] = ranges[k] || [0, 0];
        const rect = axis.querySelector('.parallel-range');
        rect.setAttribute('y', (1 - high) * scale * 100 + '%');
        rect.setAttribute('height', (high - low) * scale * 100 + '%');
      });
      if (counter) counter.textContent = ranges.some(Boolean) ? left.toLocaleString('en') + ' of ' + lines.length.toLocaleString('en') + ' lines pass' : '';
    };
    axes.forEach((axis, k) => {
      const brush = axis.querySelector('.parallel-brush');
      const placeOf = (event) => {
        const { top, height } = brush.getBoundingClientRect();
        return Math.max(0, Math.min(1, 1 - (event.clientY - top) / height));
      };
      let from;
      brush.setAttribute('tabindex', '0');
      brush.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        from = placeOf(event);
        brush.setPointerCapture(event.pointerId);
      });
      brush.addEventListener('pointermove', (event) => {
        if (from === undefined) return;
        const to = placeOf(event);
        ranges[k] = [Math.min(from, to) - 1e-4, Math.max(from, to) + 1e-4];
        show();
      });
      brush.addEventListener('pointerup', (event) => {
        if (Math.abs(placeOf(event) - from) < 0.01) ranges[k] = undefined;
        from = undefined;
        show();
      });
      brush.addEventListener('keydown', (event) => {
        const { key } = event;
        const up = key === 'ArrowUp' ? 0.1 : key === 'ArrowDown' ? -0.1 : 0;
        if (key === 'Escape') ranges[k] = undefined;
        else if (up === 0) return;
        else if (!ranges[k]) ranges[k] = up > 0 ? [0.8, 1.0001] : [-0.0001, 0.2];
        else if (ranges[k][0] + up > -0.11 && ranges[k][1] + up < 1.11) ranges[k] = ranges[k].map((place) => place + up);
        event.preventDefault();
        show();
      });
    });
  }
})();`;
