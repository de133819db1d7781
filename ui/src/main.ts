import { mount } from "svelte";
import App from "./App.svelte";
import "./styles/tokens.css";
import "./styles/look.css";
import "./styles/screens.css";

const target = document.getElementById("app");
if (target) mount(App, { target });
