<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_US" sourcelanguage="en_US">
<context>
    <name>Board</name>
    <message>
        <source>Find a kiosk (Ctrl+F)</source>
        <translation>Buscar un quiosco (Ctrl+F)</translation>
    </message>
    <message>
        <source>More that need attention: {count}</source>
        <translation>Otros que necesitan atención: {count}</translation>
    </message>
    <message>
        <source>Need attention: {count}</source>
        <translation>Necesitan atención: {count}</translation>
    </message>
    <message>
        <source>In use: {count}</source>
        <translation>En uso: {count}</translation>
    </message>
    <message>
        <source>All: {count}</source>
        <translation>Todos: {count}</translation>
    </message>
    <message>
        <source>No kiosk fits.</source>
        <translation>Ningún quiosco coincide.</translation>
    </message>
    <message>
        <source>No kiosk has been heard of yet.</source>
        <translation>Todavía no hay noticias de ningún quiosco.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>Not heard of yet</source>
        <translation>Sin noticias todavía</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Sin contacto</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Arrancando</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Libre</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>About to end by itself</source>
        <translation>A punto de terminar solo</translation>
    </message>
    <message>
        <source>Being cleaned</source>
        <translation>En limpieza</translation>
    </message>
    <message>
        <source>Closed for now</source>
        <translation>Cerrado por ahora</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>Does not respond</source>
        <translation>No responde</translation>
    </message>
    <message>
        <source>Asks for help</source>
        <translation>Pide ayuda</translation>
    </message>
    <message>
        <source>Last news {age} ago</source>
        <translation>Últimas noticias hace {age}</translation>
    </message>
    <message>
        <source>Requests waiting: {count}, oldest {age}</source>
        <translation>Solicitudes en espera: {count}, la más antigua {age}</translation>
    </message>
    <message>
        <source>It is not set up yet</source>
        <translation>Todavía no está configurado</translation>
    </message>
    <message>
        <source>Its settings have an error; the last good ones are in use</source>
        <translation>Su configuración tiene un error; se usa la última correcta</translation>
    </message>
    <message>
        <source>Its content has an error; the last good one is in use</source>
        <translation>Su contenido tiene un error; se usa el último correcto</translation>
    </message>
    <message>
        <source>Requests have not been delivered for too long</source>
        <translation>Hay solicitudes sin entregar desde hace demasiado tiempo</translation>
    </message>
    <message>
        <source>A request could not be trusted and was set aside</source>
        <translation>Una solicitud no era confiable y se apartó</translation>
    </message>
    <message>
        <source>Its clock is wrong</source>
        <translation>Su reloj está mal</translation>
    </message>
    <message>
        <source>Requests cannot be delivered: {target} cannot be reached</source>
        <translation>No se pueden entregar solicitudes: no hay contacto con {target}</translation>
    </message>
    <message>
        <source>Requests cannot be delivered: {target} refuses them</source>
        <translation>No se pueden entregar solicitudes: {target} las rechaza</translation>
    </message>
    <message>
        <source>Requests cannot be delivered: {target} is not trusted</source>
        <translation>No se pueden entregar solicitudes: {target} no es confiable</translation>
    </message>
    <message>
        <source>Something is wrong: {code}</source>
        <translation>Algo está mal: {code}</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Reiniciar</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Limpiar</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Identificar</translation>
    </message>
    <message>
        <source>Check for news</source>
        <translation>Buscar novedades</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Volver a arrancar</translation>
    </message>
    <message>
        <source>{action}: sent</source>
        <translation>{action}: enviado</translation>
    </message>
    <message>
        <source>Asking the visitor, {seconds} s</source>
        <translation>Preguntando al visitante, {seconds} s</translation>
    </message>
    <message>
        <source>A card for staff is held up: please go there</source>
        <translation>Alguien muestra una tarjeta para el personal: por favor, vaya allí</translation>
    </message>
    <message>
        <source>{action}: done</source>
        <translation>{action}: listo</translation>
    </message>
    <message>
        <source>The visitor needs more time</source>
        <translation>El visitante necesita más tiempo</translation>
    </message>
    <message>
        <source>{action}: came too late; compare the clocks</source>
        <translation>{action}: llegó tarde; compare los relojes</translation>
    </message>
    <message>
        <source>{action}: that visit is over already</source>
        <translation>{action}: esa visita ya terminó</translation>
    </message>
    <message>
        <source>{action}: not done. {why}</source>
        <translation>{action}: no se hizo. {why}</translation>
    </message>
    <message>
        <source>{action}: no answer. Please go and look</source>
        <translation>{action}: sin respuesta. Por favor, vaya a ver</translation>
    </message>
    <message>
        <source>{action}: not sent, there is no connection</source>
        <translation>{action}: no se envió, no hay conexión</translation>
    </message>
    <message>
        <source>The visit did not end</source>
        <translation>La visita no terminó</translation>
    </message>
    <message>
        <source>It shows no screen</source>
        <translation>No muestra ninguna pantalla</translation>
    </message>
    <message>
        <source>Nobody would start it again</source>
        <translation>Nadie lo volvería a iniciar</translation>
    </message>
    <message>
        <source>It does not respond</source>
        <translation>No responde</translation>
    </message>
    <message>
        <source>Its disk is full or broken</source>
        <translation>Su disco está lleno o dañado</translation>
    </message>
    <message>
        <source>article</source>
        <translation>artículo</translation>
    </message>
    <message>
        <source>symptom</source>
        <translation>síntoma</translation>
    </message>
    <message>
        <source>treatment</source>
        <translation>tratamiento</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Infusion kiosks</source>
        <translation>Quioscos de infusión</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>No connection to the kiosks for {age}: what you see is old, and nothing can be sent. Please go to the kiosk itself. ({why})</source>
        <translation>Sin conexión con los quioscos desde hace {age}: lo que ve es antiguo y no se puede enviar nada. Por favor, vaya al quiosco. ({why})</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Requests that nobody has opened for too long: {count}</source>
        <translation>Solicitudes sin abrir desde hace demasiado tiempo: {count}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Kiosks</source>
        <translation>Quioscos</translation>
    </message>
    <message>
        <source>Not paired</source>
        <translation>Sin vincular</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Sin sonido</translation>
    </message>
    <message>
        <source>This desk is not paired with the kiosks yet.</source>
        <translation>Esta recepción todavía no está vinculada con los quioscos.</translation>
    </message>
    <message>
        <source>IT pairs it with: infusion-kioskctl desk pair</source>
        <translation>Informática la vincula con: infusion-kioskctl desk pair</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Esta semana</translation>
    </message>
</context>
<context>
    <name>KioskTile</name>
    <message>
        <source>Answer</source>
        <translation>Atender</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Reset anyway</source>
        <translation>Reiniciar de todos modos</translation>
    </message>
    <message>
        <source>Muted for now</source>
        <translation>Silenciado por ahora</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>Demostración</translation>
    </message>
    <message>
        <source>Mute for 5 minutes</source>
        <translation>Silenciar 5 minutos</translation>
    </message>
    <message>
        <source>Take this tile away</source>
        <translation>Quitar esta ficha</translation>
    </message>
</context>
<context>
    <name>NeedRow</name>
    <message>
        <source>Answer</source>
        <translation>Atender</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>RequestView</name>
    <message>
        <source>The visitor may not have seen a receipt.</source>
        <translation>Es posible que el visitante no haya visto un comprobante.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>La solicitud</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Ya se llamó</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Not genuine</source>
        <translation>No es real</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
</context>
<context>
    <name>Requests</name>
    <message>
        <source>Contact</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Referral, for me</source>
        <translation>Referido, para mí</translation>
    </message>
    <message>
        <source>Referral, for somebody</source>
        <translation>Referido, para otra persona</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nueva</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Ya se llamó</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Not genuine</source>
        <translation>No es real</translation>
    </message>
    <message>
        <source>Another language</source>
        <translation>Otro idioma</translation>
    </message>
    <message>
        <source>interpreter</source>
        <translation>intérprete</translation>
    </message>
    <message>
        <source>MMM d</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>Call {reach}</source>
        <translation>Llamar al {reach}</translation>
    </message>
    <message>
        <source>Text {reach}</source>
        <translation>Mensaje de texto al {reach}</translation>
    </message>
    <message>
        <source>E-mail {reach}</source>
        <translation>Escribir a {reach}</translation>
    </message>
    <message>
        <source>Talk to the person here</source>
        <translation>Hablar con la persona aquí</translation>
    </message>
    <message>
        <source>The passphrase does not open this key file.</source>
        <translation>La frase de contraseña no abre este archivo.</translation>
    </message>
    <message>
        <source>This key does not open the request, or it was damaged.</source>
        <translation>Esta llave no abre la solicitud, o la solicitud está dañada.</translation>
    </message>
    <message>
        <source>The page could not be printed. Is a usual printer set up?</source>
        <translation>No se pudo imprimir la página. ¿Hay una impresora predeterminada?</translation>
    </message>
    <message>
        <source>The printing system does not answer.</source>
        <translation>El sistema de impresión no responde.</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>The share cannot be read.</source>
        <translation>No se puede leer la carpeta.</translation>
    </message>
    <message>
        <source>Files in the share that are no request: {count}</source>
        <translation>Archivos en la carpeta que no son solicitudes: {count}</translation>
    </message>
    <message>
        <source>Waiting for {span}</source>
        <translation>Espera desde hace {span}</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Enviado a la impresora.</translation>
    </message>
    <message>
        <source>No share for requests is set up on this computer.
IT names it in desk-window.toml (intake) or with --intake.</source>
        <translation>En esta computadora no hay una carpeta de solicitudes configurada.
Informática la indica en desk-window.toml (intake) o con --intake.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviada</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>How to reach</source>
        <translation>Cómo contactar</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Nothing to do here.</source>
        <translation>No hay nada pendiente.</translation>
    </message>
    <message>
        <source>Show finished ones, too</source>
        <translation>Mostrar también las terminadas</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
</context>
<context>
    <name>SigningIn</name>
    <message>
        <source>Open the requests</source>
        <translation>Abrir las solicitudes</translation>
    </message>
    <message>
        <source>Sign in to read requests</source>
        <translation>Inicie sesión para leer solicitudes</translation>
    </message>
    <message>
        <source>Requests stay sealed in the share. They are opened here, in memory only.</source>
        <translation>Las solicitudes quedan selladas en la carpeta. Aquí se abren solo en la memoria.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Su nombre</translation>
    </message>
    <message>
        <source>Key file of the intake</source>
        <translation>Archivo de la llave de solicitudes</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>Please fill in all three fields.</source>
        <translation>Por favor, complete los tres campos.</translation>
    </message>
</context>
<context>
    <name>WeekPage</name>
    <message>
        <source>Pages opened</source>
        <translation>Páginas abiertas</translation>
    </message>
    <message>
        <source>Searches that found nothing</source>
        <translation>Búsquedas sin resultado</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>Solicitudes enviadas</translation>
    </message>
    <message>
        <source>Most read</source>
        <translation>Lo más leído</translation>
    </message>
    <message>
        <source>No page was opened 5 times yet.</source>
        <translation>Ninguna página se ha abierto 5 veces todavía.</translation>
    </message>
    <message>
        <source>Each kiosk sends its numbers once an hour. Fewer than 5 at each kiosk are shown as &lt;5, others are rounded down to fives. Nobody's way through the pages is kept.</source>
        <translation>Cada quiosco envía sus números una vez por hora. Menos de 5 en cada quiosco se muestra como &lt;5; los demás se redondean hacia abajo de cinco en cinco. No se guarda el recorrido de nadie por las páginas.</translation>
    </message>
</context>
</TS>
