// Ebb's folder lies in `static/ebb`, and the package in `dependencies`: `npm install PATH/dist/npm`.
export default {
  title: 'A course with Ebb',
  url: 'https://course.example',
  baseUrl: '/',
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};
