// A server that renders a page has no elements: `<ebb-lab>` is defined where the page is shown.
export {};
