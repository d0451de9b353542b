/** The widget for notebooks, with a model of what anywidget hands over; and its wheel. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, readdir, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { browsers, emptyFolder, testOnce, visited } from './browsers.mjs';

const folder = fileURLToPath(new URL('../../dist/notebook/', import.meta.url));

/** A cell of a notebook: the module comes as text, as anywidget has it, and a model holds the traits. A trait that
 *  was set is sent only by save_changes, and what Python sets is heard as a change. */
const cell = `<!doctype html><title>Notebook</title><link rel="icon" href="data:,"><div id="out"></div>
<script type="module">
  class Model {
    traits = { experiment: { hidden: '6*3', activation: 'tanh' }, frame: {}, iteration: 0 };
    sent = {};
    #dirty = {};
    #callbacks = new Map();
    get(name) { return this.traits[name]; }
    set(name, value) {
      if (this.traits[name] === value) return;
      this.traits[name] = value;
      this.#dirty[name] = value;
      this.#tell(name);
    }
    save_changes() {
      Object.assign(this.sent, JSON.parse(JSON.stringify(this.#dirty)));
      this.#dirty = {};
    }
    on(event, callback) { this.#callbacks.set(event, [...(this.#callbacks.get(event) ?? []), callback]); }
    off(event, callback) {
      this.#callbacks.set(event, (this.#callbacks.get(event) ?? []).filter((one) => one !== callback));
    }
    heard() { return [...this.#callbacks.values()].flat().length; }
    /** From Python. */
    receive(name, value) {
      this.traits[name] = value;
      this.#tell(name);
    }
    #tell(name) { for (const one of this.#callbacks.get('change:' + name) ?? []) one(); }
  }
  const text = await (await fetch('/widget.js')).text();
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const { default: widget } = await import(address);
  window.model = new Model();
  window.widget = widget;
  window.keys = Object.keys(widget);
  window.end = await widget.render({ model: window.model, el: document.querySelector('#out') });
</script>`;

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch, { '/cell.html': cell }, { headers: {}, folder });
    let ebb;
    before(async () => {
      ebb = await loadInNode();
    });

    const frameAfter = (settings, iterations) => {
      const run = new ebb.Simulation(settings);
      run.advance('iteration', iterations);
      const frame = run.frame();
      run.delete();
      return frame;
    };

    test('traits follow the lab, and the lab follows them', async () => {
      const page = await here.browser.newPage();
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.setViewport({ width: 1000, height: 800 });
      await page.goto(`${here.site.origin}/cell.html`);
      await page.waitForFunction(() => window.model?.sent.frame?.digest);
      assert.deepEqual(await page.evaluate(() => window.keys), ['render']);
      const settings = { hidden: '6*3', activation: 'tanh' };
      const { experiment } = await page.evaluate(() => window.model.sent);
      assert.deepEqual(experiment.hidden, [6, 6, 6]);
      assert.equal(experiment.activation, 'tanh');

      const there = (digest) =>
        page.waitForFunction(
          (hoped) => window.model.sent.frame.digest === hoped && window.model.sent,
          {},
          digest,
        );
      const at = frameAfter(settings, 20);
      await page.evaluate(() => window.model.receive('iteration', 20));
      await there(at.digest);
      const { frame, iteration } = await page.evaluate(() => window.model.traits);
      assert.equal(iteration, 20);
      assert.equal(frame.loss, at.loss);
      assert.equal(frame.layers.length, 4);
      assert.equal(frame.diagnosis.ratio, at.diagnosis.ratio);

      // Back, to exactly what was there.
      await page.evaluate(() => window.model.receive('iteration', 7));
      await there(frameAfter(settings, 7).digest);

      // Another experiment from Python, then one by the learner.
      await page.evaluate(() => window.model.receive('experiment', { hidden: '5*2' }));
      await page.waitForFunction(() => window.model.sent.experiment.hidden.length === 2);
      await page.evaluate(() => window.model.receive('iteration', 3));
      await there(frameAfter({ hidden: '5*2' }, 3).digest);
      await page.evaluate(() => (document.querySelector('ebb-lab').experiment = { gain: 2 }));
      await page.waitForFunction(() => window.model.sent.experiment.gain === 2);

      // Opened again, as a saved notebook is: where it was to stand is not forgotten while the lab is being made.
      await page.evaluate(() => {
        window.second = new window.model.constructor();
        window.second.traits.iteration = 20;
        const out = document.body.appendChild(document.createElement('div'));
        window.endSecond = window.widget.render({ model: window.second, el: out });
      });
      await page.waitForFunction(
        (digest) => window.second.sent.frame?.digest === digest,
        {},
        at.digest,
      );
      assert.equal(await page.evaluate(() => window.second.traits.iteration), 20);
      await page.evaluate(() => window.endSecond());

      await page.evaluate(() => window.end());
      assert.equal(await page.evaluate(() => document.querySelector('ebb-lab')), null);
      assert.equal(await page.evaluate(() => window.model.heard()), 0);
      assert.deepEqual(complaints, []);
      assert.deepEqual(
        here.site.asked.filter(
          (path) => !['/cell.html', '/widget.js', '/favicon.ico'].includes(path),
        ),
        [],
        'all else is within the module',
      );
      await page.close();
    });
  });
}

/** What stands in for anywidget and traitlets where they are not installed: as little as the package needs. */
const standIns = {
  'anywidget.py': `class AnyWidget:
    def __init__(self, **traits):
        for name, value in traits.items():
            setattr(self, name, value)
`,
  'traitlets.py': `class _Trait:
    def __init__(self, *default, **options):
        self.default = default

    def tag(self, **metadata):
        self.metadata = metadata
        return self


class Dict(_Trait):
    pass


class Int(_Trait):
    pass
`,
};

testOnce('the wheel holds what its record names, and its package finds the script', async (t) => {
  const [wheel] = (await readdir(folder)).filter((file) => file.endsWith('.whl'));
  const place = emptyFolder(t);
  for (const [file, text] of Object.entries(standIns)) await writeFile(join(place, file), text);
  await mkdir(join(place, 'own'));
  const check = `
import base64, csv, hashlib, io, pathlib, sys, zipfile
with zipfile.ZipFile(${JSON.stringify(join(folder, wheel))}) as archive:
    names = archive.namelist()
    (record,) = [name for name in names if name.endswith("RECORD")]
    rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
    assert sorted(row[0] for row in rows) == sorted(names), names
    for path, digest, size in rows:
        if path == record:
            continue
        content = archive.read(path)
        found = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert digest == "sha256=" + found and int(size) == len(content), path
    assert "Requires-Dist: anywidget" in archive.read(record.replace("RECORD", "METADATA")).decode()
    archive.extractall("own")
sys.path.insert(0, "own")
import ebb_lab
assert ebb_lab.Lab._esm.is_file()
lab = ebb_lab.Lab(hidden="16*3", activation="tanh", iteration=5)
assert lab.experiment == {"hidden": "16*3", "activation": "tanh"} and lab.iteration == 5
for name in ("experiment", "frame", "iteration"):
    assert vars(ebb_lab.Lab)[name].metadata == {"sync": True}, name
print(len(names))
`;
  const said = execFileSync('python3', ['-c', check], { cwd: place, encoding: 'utf8' });
  assert.ok(Number(said) >= 6);
  const script = await readFile(join(folder, 'widget.js'), 'utf8');
  assert.doesNotMatch(script, /(from|import)\s*\(?["']\.\//, 'one module');
});
