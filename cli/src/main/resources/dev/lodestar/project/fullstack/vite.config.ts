import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The application finds what was built by the manifest.
  build: { manifest: true },
});
