/** What is used of `subset-font`, which comes without types. */
declare module 'subset-font' {
  export default function subset(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: 'woff2';
      variationAxes?: Record<string, { min: number; max: number }>;
      noHinting?: boolean;
      keepFeatures?: string[];
    },
  ): Promise<Uint8Array>;
}
