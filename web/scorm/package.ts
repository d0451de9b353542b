import { escaped } from '../figures/write_svg';
import player from './player.js?raw';
import { zip } from './zip';

export interface Scorm {
  title: string;
  /** Of the lab in the package: `?lesson=depth#hidden=16*20`. */
  address: string;
  /** `ebb.html`. */
  page: Uint8Array<ArrayBuffer>;
  /** The licences of what is in it. */
  licences: string;
}

/** A lab, or a lesson, as a SCORM 1.2 package: one activity, which reports that it was completed, and its score. */
export function scormPackage({ title, address, page, licences }: Scorm): Promise<Blob> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const files = [
    { name: 'index.html', content: bytes(shell(title, address)) },
    { name: 'player.js', content: bytes(player) },
    { name: 'ebb.html', content: page },
    { name: 'LICENCES.md', content: bytes(licences) },
  ];
  const manifest = manifestOf(
    title,
    files.map(({ name }) => name),
  );
  return zip([{ name: 'imsmanifest.xml', content: bytes(manifest) }, ...files]);
}

const shell = (title: string, address: string) => `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <style>
      body { margin: 0; }
      iframe { display: block; width: 100%; height: 100vh; border: 0; }
    </style>
  </head>
  <body>
    <iframe data-src="ebb.html${escaped(address)}" title="${escaped(title)}"></iframe>
    <script type="module" src="player.js"></script>
  </body>
</html>
`;

const manifestOf = (
  title: string,
  files: readonly string[],
) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="ebb" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${escaped(title)}</title>
      <item identifier="lab" identifierref="lab_files">
        <title>${escaped(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="lab_files" type="webcontent" adlcp:scormtype="sco" href="index.html">
${files.map((file) => `      <file href="${escaped(file)}" />`).join('\n')}
    </resource>
  </resources>
</manifest>
`;
