import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    // The application writes the page, and finds what was built by the manifest.
    manifest: true,
    rolldownOptions: { input: "src/main.tsx" },
  },
});
